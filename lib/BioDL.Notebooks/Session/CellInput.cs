using BioDL.Hosting;

namespace BioDL.Notebooks.Session;

/// <summary>Takes the place of <see cref="Console.In"/>: who reads from it asks the person at the notebook, line by line, through the host.</summary>
public sealed class CellInput : TextReader
{
    private readonly Lock gate = new();
    private string rest = "";

    /// <summary>Asks for a line.</summary>
    public override string ReadLine()
    {
        lock (gate)
        {
            var line = rest.Length > 0 ? rest[..^1] : Ask();
            rest = "";
            return line;
        }
    }

    /// <inheritdoc/>
    public override Task<string?> ReadLineAsync() => Task.Run<string?>(ReadLine);

    /// <inheritdoc/>
    public override int Peek()
    {
        lock (gate)
        {
            if (rest.Length == 0)
                rest = Ask() + "\n";
            return rest[0];
        }
    }

    /// <inheritdoc/>
    public override int Read()
    {
        lock (gate)
        {
            var first = Peek();
            rest = rest[1..];
            return first;
        }
    }

    /// <summary>One line: what is asked for has no other end.</summary>
    public override string ReadToEnd() => ReadLine() + "\n";

    /// <inheritdoc/>
    public override int Read(char[] buffer, int index, int count)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        for (var i = 0; i < count; i++)
        {
            buffer[index + i] = (char)Read();
            if (buffer[index + i] == '\n')
                return i + 1;
        }
        return count;
    }

    private static string Ask() => Host.Current.AskAsync("", isPassword: false).GetAwaiter().GetResult();
}
