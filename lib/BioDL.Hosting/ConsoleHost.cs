using System.Globalization;
using System.Text;

namespace BioDL.Hosting;

/// <summary>A host for programs without a notebook: values are printed as text, progress in place, results to the current folder.</summary>
public sealed class ConsoleHost : IHost
{
    private readonly TextWriter output;
    private readonly Lock gate = new();
    private int displays;
    private bool lineIsOpen;

    /// <summary>A host that prints to a writer and can be cancelled.</summary>
    public ConsoleHost(TextWriter output, CancellationToken cancellation = default)
    {
        this.output = output;
        Cancellation = cancellation;
    }

    /// <inheritdoc/>
    public CancellationToken Cancellation { get; }

    /// <inheritdoc/>
    public MimeBundle Format(object? value) => value switch
    {
        MimeBundle bundle => bundle,
        IDisplayable displayable => displayable.ToMimeBundle(),
        _ => MimeBundle.OfText(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
    };

    /// <inheritdoc/>
    public string Display(MimeBundle bundle)
    {
        lock (gate)
        {
            CloseLine();
            output.WriteLine(TextOf(bundle));
            return (++displays).ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Prints the newer version over the line of the older one; <see cref="Display"/> starts a new line.</summary>
    public void Update(string displayId, MimeBundle bundle)
    {
        lock (gate)
        {
            output.Write('\r');
            output.Write(TextOf(bundle).ReplaceLineEndings(" "));
            lineIsOpen = true;
        }
    }

    /// <summary>Ends the line that progress is shown on, so that other writers start on a new one.</summary>
    public void EndLine()
    {
        lock (gate)
            CloseLine();
    }

    /// <inheritdoc/>
    public string Save(NotebookResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.WriteTo(Environment.CurrentDirectory);
    }

    /// <inheritdoc/>
    public Task<string> AskAsync(string prompt, bool isPassword)
    {
        EndLine();
        output.Write(prompt);
        output.Flush();
        var answer = isPassword && !Console.IsInputRedirected ? ReadUnseen() : Console.ReadLine();
        return Task.FromResult(answer ?? throw new EndOfStreamException($"There is no more input to answer \"{prompt.Trim()}\" with."));
    }

    private static string ReadUnseen()
    {
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key != ConsoleKey.Backspace)
                typed.Append(key.KeyChar);
            else if (typed.Length > 0)
                typed.Length--;
        }
        Console.WriteLine();
        return typed.ToString();
    }

    private static string TextOf(MimeBundle bundle) =>
        bundle.TryGetValue(MimeBundle.PlainText, out var text) ? text : $"[{string.Join(", ", bundle.Keys)}]";

    private void CloseLine()
    {
        if (lineIsOpen)
            output.WriteLine();
        lineIsOpen = false;
    }
}
