using System.Text;

namespace BioDL.Notebooks.Worker;

/// <summary>Takes the place of <see cref="Console.Out"/> or <see cref="Console.Error"/>: what a cell writes goes on in pieces, while it runs.</summary>
internal sealed class CellConsole : TextWriter
{
    private const int LargePiece = 8192;
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(50);

    private readonly Action<string> send;
    private readonly StringBuilder waiting = new();
    private readonly Lock gate = new();
    private readonly Timer timer;

    /// <param name="send">Takes the pieces, one at a time.</param>
    public CellConsole(Action<string> send)
    {
        this.send = send;
        NewLine = "\n";
        timer = new Timer(_ => Flush());
    }

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        lock (gate)
        {
            if (waiting.Length == 0)
                timer.Change(Delay, Timeout.InfiniteTimeSpan);
            waiting.Append(buffer);
            if (waiting.Length >= LargePiece)
                Flush();
        }
    }

    public override void WriteLine(string? value) => Write(value + "\n");

    public override void Flush()
    {
        lock (gate)
        {
            if (waiting.Length == 0)
                return;
            var text = waiting.ToString();
            waiting.Clear();
            send(text);
        }
    }

    protected override void Dispose(bool disposing)
    {
        timer.Dispose();
        Flush();
        base.Dispose(disposing);
    }
}
