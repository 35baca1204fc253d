using BioDL.Data;
using BioDL.Hosting;
using Spectre.Console;

namespace BioDL.Cli;

/// <summary>What a line is about; shown as a colour in a terminal.</summary>
internal enum Tone
{
    Plain,
    Good,
    Bad,
    Quiet,
}

/// <summary>Where messages go: results to the standard output, notices about BioDL itself to the standard error.</summary>
internal sealed class Screen(TextWriter output, TextWriter notices, bool isTerminal)
{
    private readonly Lock gate = new();

    /// <summary>Whether a person watches: lines may be coloured and replaced.</summary>
    public bool IsTerminal => isTerminal;

    /// <summary>The process's console; a terminal unless it is redirected, dumb, or a build server's.</summary>
    public static Screen OfProcess() => new(Console.Out, Console.Error,
        !Console.IsOutputRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI"))
        && Environment.GetEnvironmentVariable("TERM") != "dumb");

    /// <summary>Writes one line; it is never wrapped, so that paths and addresses stay whole.</summary>
    public void Line(string text = "", Tone tone = Tone.Plain)
    {
        lock (gate)
        {
            if (isTerminal && tone != Tone.Plain)
                ColouredLine(text, tone);
            else
                output.WriteLine(text);
        }
    }

    /// <summary>Says something about BioDL itself, beside the results.</summary>
    public void Notice(string text)
    {
        lock (gate)
            notices.WriteLine(text);
    }

    /// <summary>Does work of the library that shows progress: beside the results, and only where a person watches.</summary>
    /// <exception cref="ProblemException">The data cannot be had.</exception>
    public void Show(Action work, CancellationToken cancellation)
    {
        var host = new ConsoleHost(isTerminal ? notices : TextWriter.Null, cancellation);
        using var use = Host.Use(host);
        try
        {
            work();
        }
        catch (DatasetException fault)
        {
            throw new ProblemException(fault.Message, fault);
        }
        finally
        {
            host.EndLine();
        }
    }

    // In a method of its own: only terminals pay for loading the console library.
    private static void ColouredLine(string text, Tone tone)
    {
        var colour = tone switch { Tone.Good => Color.Green, Tone.Bad => Color.Red, _ => Color.Grey };
        AnsiConsole.Write(new Text(text, new Style(colour)) { Overflow = Overflow.Ellipsis });
        AnsiConsole.WriteLine();
    }
}
