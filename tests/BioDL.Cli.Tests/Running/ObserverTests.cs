using BioDL.Cli.Running;
using BioDL.Notebooks.Runner;

namespace BioDL.Cli.Tests.Running;

public sealed class ObserverTests : IDisposable
{
    private static readonly NotebookRun Good = new()
    {
        Notebook = "01-start",
        Title = "Start",
        Status = RunStatus.Succeeded,
        Seconds = 12.34,
        PeakMemoryMegabytes = 410,
    };

    private static readonly NotebookRun Bad = Good with
    {
        Notebook = "02-pick",
        Status = RunStatus.CellFailed,
        FailedCell = 5,
        FailedLine = 2,
        Message = "The image has 3 channels; expected 1.",
    };

    private readonly TemporaryFolder folder = new();
    private readonly StringWriter output = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_log_gets_one_line_at_the_start_and_one_at_the_end()
    {
        using var observer = new PlainObserver(Screen(), TimeSpan.FromMinutes(1));
        observer.NotebookStarted("01-start", 3);
        observer.CellStarted("01-start", 1, 3, "var a = 1;");
        observer.CellProgress("01-start", "Segmenting: 1 of 3");
        observer.CellStarted("01-start", 2, 3, "var b = 1;");
        observer.NotebookEnded(Good);
        Assert.Equal(["01-start: started, 3 code cells", "01-start: ok, 12 s, at most 410 MB of memory"], Lines());
    }

    [Fact]
    public async Task A_slow_cell_gets_a_line_while_it_runs()
    {
        using var observer = new PlainObserver(Screen(), TimeSpan.FromMilliseconds(50));
        observer.CellStarted("01-start", 2, 3, "Train();");
        for (var patience = 0; patience < 100 && Lines().Length == 0; patience++)
            await Task.Delay(50);
        Assert.StartsWith("01-start: cell 2 of 3 takes longer than", Assert.Single(Lines()), StringComparison.Ordinal);
        Assert.EndsWith(": Train();", Lines()[0], StringComparison.Ordinal);
    }

    [Fact]
    public void The_summary_names_cell_line_and_reason_and_where_to_look_on()
    {
        folder.Write("index.html");
        RunSummary.Write(Report(Good with { PageFile = "01-start.html" }, Bad), folder.Path, Screen());
        Assert.Equal(
            [
                "02-pick: failed in code cell 5, line 2", "  The image has 3 channels; expected 1.",
                "1 of 2 notebooks ran to their end, in 1 min 40 s.",
                $"Look at them: {new Uri(folder.At("index.html")).AbsoluteUri}",
            ],
            Lines());
    }

    [Theory]
    [InlineData(0.04, "0 s")]
    [InlineData(2.34, "2.3 s")]
    [InlineData(9.97, "10 s")]
    [InlineData(75, "75 s")]
    [InlineData(125, "2 min 05 s")]
    [InlineData(119.7, "2 min 00 s")]
    public void Durations_are_readable(double seconds, string text) => Assert.Equal(text, Readable.Seconds(seconds));

    private static RunReport Report(params NotebookRun[] runs) => new()
    {
        BioDL = "0",
        DotNet = "10",
        Machine = "m",
        Cores = 2,
        Started = DateTimeOffset.UnixEpoch,
        Seconds = 100,
        Notebooks = runs,
    };

    private Screen Screen() => new(output, TextWriter.Null, isTerminal: false);

    private string[] Lines() => output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
}
