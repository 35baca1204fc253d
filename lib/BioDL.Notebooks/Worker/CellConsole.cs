using System.Text;

namespace BioDL.Notebooks.Worker;

/// <summary>Takes the place of <see cref="Console.Out"/> or <see cref="Console.Error"/>: what a cell writes reaches the runner in pieces, while it runs.</summary>
internal sealed class CellConsole : TextWriter
{
    private const int LargePiece = 8192;
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(50);

    private readonly string stream;
    private readonly ReportStream reports;
    private readonly StringBuilder waiting = new();
    private readonly Lock gate = new();
    private readonly Timer timer;

    public CellConsole(string stream, ReportStream reports)
    {
        this.stream = stream;
        this.reports = reports;
        NewLine = "\n";
        timer = new Timer(_ => Flush(), null, Delay, Delay);
    }

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        lock (gate)
        {
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
            reports.Send(new Report.Text(stream, waiting.ToString()));
            waiting.Clear();
        }
    }

    protected override void Dispose(bool disposing)
    {
        timer.Dispose();
        Flush();
        base.Dispose(disposing);
    }
}
