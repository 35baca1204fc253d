namespace BioDL.Notebooks.Kernel;

/// <summary>Takes the place of <see cref="Console.In"/>: what a cell reads is asked for in the notebook, a line at a time.</summary>
internal sealed class KernelInput(KernelServer server) : TextReader
{
    private string line = "";
    private int at;

    public override string? ReadLine()
    {
        if (at < line.Length)
        {
            var rest = line[at..].TrimEnd('\n');
            at = line.Length;
            return rest;
        }
        return server.Input.Ask("", hidden: false, server.Host.Cancellation);
    }

    public override int Peek()
    {
        if (at == line.Length)
            (line, at) = (server.Input.Ask("", hidden: false, server.Host.Cancellation) + "\n", 0);
        return line[at];
    }

    public override int Read()
    {
        var next = Peek();
        at++;
        return next;
    }

    /// <summary>Nobody can say "end of file" in a notebook: one line is all.</summary>
    public override string ReadToEnd() => ReadLine() ?? "";
}
