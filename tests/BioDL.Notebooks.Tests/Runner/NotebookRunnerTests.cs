using BioDL.Notebooks.Files;
using BioDL.Notebooks.Runner;

namespace BioDL.Notebooks.Tests.Runner;

public sealed class NotebookRunnerTests : IDisposable
{
    private readonly Notebooks notebooks = new();

    [Fact]
    public async Task A_notebook_runs_from_top_to_bottom_and_its_outputs_are_written()
    {
        notebooks.Add("well", "var x = 20;", "Console.Write(\"said \");\nConsole.Error.Write(\"warned\");\nx + 22", "display(\"shown\");\nawait Task.Delay(1);");
        var run = await notebooks.Run("well");
        Assert.Equal(RunStatus.Succeeded, run.Status);
        Assert.Equal(3, run.Cells.Count);
        Assert.All(run.Cells, cell => Assert.InRange(cell.PeakMemoryMegabytes, 20, 1000));
        var outputs = notebooks.Executed("well").Cells[1].Outputs;
        Assert.Equal(["stderr", "stdout"], outputs.Take(2).Select(output => (string)output["name"]!).Order());
        Assert.Equal("execute_result", (string)outputs[2]["output_type"]!);
        Assert.Equal("42", Cell.TextOf(outputs[2]["data"]!["text/plain"]));
        Assert.Equal("shown", notebooks.Outputs("well", 2));
        Assert.Equal(["well starts, 3 cells", "well 1/3: var x = 20;"], notebooks.Observed.Lines.Take(2));
        Assert.Equal("well ends: Succeeded", notebooks.Observed.Lines[^1]);
    }

    [Fact]
    public async Task The_committed_notebook_is_not_touched_and_unknown_fields_reach_the_executed_one()
    {
        var path = notebooks.Add("kept", "1 + 1");
        var before = File.ReadAllText(path);
        await notebooks.Run("kept");
        Assert.Equal(before, File.ReadAllText(path));
        Assert.Equal("yes", (string?)notebooks.Executed("kept").Cells[0].Metadata["kept"]);
    }

    [Fact]
    public async Task Something_on_show_is_replaced_by_its_newer_version()
    {
        notebooks.Add("live", "var live = display(\"first\");\nlive.Update(\"second\");", "live.Update(\"third\");");
        await notebooks.Run("live");
        Assert.Equal("third", notebooks.Outputs("live", 0));
        Assert.Empty(notebooks.Executed("live").Cells[1].Outputs);
        Assert.Contains("live … second", notebooks.Observed.Lines);
    }

    [Fact]
    public async Task A_cell_that_throws_ends_the_notebook_and_keeps_what_ran()
    {
        notebooks.Add("throws", "\"ran\"", "Console.WriteLine(\"before\");\nthrow new InvalidOperationException(\"Found 3, expected 4.\");", "\"never\"");
        var run = await notebooks.Run("throws");
        Assert.Equal((RunStatus.CellFailed, 2, 2), (run.Status, run.FailedCell, run.FailedLine));
        Assert.Equal("InvalidOperationException: Found 3, expected 4.", run.Message);
        Assert.Equal("ran", notebooks.Outputs("throws", 0));
        Assert.Equal("before\nFound 3, expected 4.", notebooks.Outputs("throws", 1));
        Assert.Empty(notebooks.Executed("throws").Cells[2].Outputs);
    }

    [Fact]
    public async Task A_cell_that_loops_for_ever_is_stopped_when_its_time_is_up()
    {
        notebooks.Add("loops", "Console.WriteLine(\"looping\");\nwhile (true) { }", "1");
        var run = await notebooks.Run("loops", options => options with { CellTimeout = TimeSpan.FromSeconds(12) });
        Assert.Equal((RunStatus.TimedOut, 1), (run.Status, run.FailedCell));
        Assert.Equal("It took longer than the 12 s that it was given. Make its work smaller, or allow more time.", run.Message);
        Assert.Contains("looping", notebooks.Outputs("loops", 0), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notebook_has_a_time_of_its_own_and_a_cell_that_listens_is_only_interrupted()
    {
        notebooks.Add("slow", "while (true) { BioDL.Hosting.Host.Cancellation.ThrowIfCancellationRequested(); Thread.Sleep(5); }");
        var run = await notebooks.Run("slow", options => options with { NotebookTimeout = TimeSpan.FromSeconds(12) });
        Assert.Equal((RunStatus.TimedOut, 1), (run.Status, run.FailedCell));
        Assert.Contains("The cell was interrupted.", notebooks.Outputs("slow", 0), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cell_that_ends_the_process_is_named_with_its_exit_code()
    {
        notebooks.Add("exits", "\"ran\"", "Console.WriteLine(\"bye\");\nEnvironment.Exit(3);", "1");
        var run = await notebooks.Run("exits");
        Assert.Equal((RunStatus.ProcessEnded, 2), (run.Status, run.FailedCell));
        Assert.Equal("It ended the notebook's process (exit code 3), so that no later cell could run.", run.Message);
        Assert.Contains("bye", notebooks.Outputs("exits", 1), StringComparison.Ordinal);
        Assert.Equal("ran", notebooks.Outputs("exits", 0));
    }

    // The heap's regions are large, so that they hold images: where they do not fit within the limit, the process cannot start.
    [Fact]
    public async Task A_notebook_runs_within_the_least_memory_that_may_be_asked_for()
    {
        notebooks.Add("small", "new float[5_000_000].Length");
        Assert.Equal(RunStatus.Succeeded, (await notebooks.Run("small", options => options with { MemoryLimit = 256L << 20 })).Status);
    }

    [Theory]
    [InlineData("var all = new List<byte[]>();\nwhile (true) all.Add(new byte[10_000_000]);")]
    [InlineData("unsafe { while (true) new Span<byte>((void*)System.Runtime.InteropServices.Marshal.AllocHGlobal(20_000_000), 20_000_000).Fill(1); }")]
    public async Task A_cell_that_allocates_without_end_is_stopped_at_the_memory_limit(string code)
    {
        notebooks.Add("allocates", code, "1");
        var run = await notebooks.Run("allocates", options => options with { MemoryLimit = 600L << 20 });
        Assert.Equal((RunStatus.OutOfMemory, 1), (run.Status, run.FailedCell));
        Assert.Contains("memory", run.Message, StringComparison.Ordinal);
        Assert.True(run.PeakMemoryMegabytes > 50);
    }

    [SkippableOnWindowsFact]
    public async Task A_process_that_a_cell_leaves_behind_ends_with_the_notebook_and_delays_nothing()
    {
        notebooks.Add("leaves", "var child = System.Diagnostics.Process.Start(\"sleep\", \"7777\");\nchild.Id");
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.Equal(RunStatus.Succeeded, (await notebooks.Run("leaves")).Status);
        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(2));
        var child = int.Parse(notebooks.Outputs("leaves", 0), System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(!Directory.Exists($"/proc/{child}") || File.ReadAllText($"/proc/{child}/stat").Contains(") Z ", StringComparison.Ordinal));
    }

    [SkippableOnWindowsFact]
    public async Task A_cell_that_exits_while_its_child_holds_the_pipes_is_named_at_once()
    {
        notebooks.Add("exits", "System.Diagnostics.Process.Start(\"sleep\", \"30\");\nEnvironment.Exit(3);");
        var run = await notebooks.Run("exits");
        Assert.Equal(RunStatus.ProcessEnded, run.Status);
        Assert.Contains("exit code 3", run.Message, StringComparison.Ordinal);
        Assert.True(run.Seconds < 25, $"took {run.Seconds} s");
    }

    [Fact]
    public async Task A_crash_is_told_without_its_stack_trace()
    {
        notebooks.Add("crashes", "Environment.FailFast(\"broken beyond repair\");");
        var run = await notebooks.Run("crashes");
        Assert.Equal(RunStatus.ProcessEnded, run.Status);
        Assert.Contains("broken beyond repair", run.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(" at System.", run.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flood_of_displays_is_cut_and_says_so()
    {
        notebooks.Add("floods", "for (var i = 0; i < 20_000; i++) display(i);");
        Assert.Equal(RunStatus.Succeeded, (await notebooks.Run("floods")).Status);
        Assert.Equal(201, notebooks.Executed("floods").Cells[0].Outputs.Count);
        Assert.Contains("19,800 more outputs were left out", notebooks.Outputs("floods", 0), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notebook_without_code_is_written_as_it_is()
    {
        notebooks.AddText("prose", "{\"nbformat\": 4, \"nbformat_minor\": 5, \"metadata\": {}, \"cells\": [{\"id\": \"a\", \"cell_type\": \"markdown\", \"metadata\": {}, \"source\": \"# Words\"}]}");
        var run = await notebooks.Run("prose");
        Assert.Equal((RunStatus.Succeeded, "Words", "prose.html"), (run.Status, run.Title, run.PageFile));
    }

    [Fact]
    public async Task A_refused_run_leaves_the_pages_of_an_earlier_one_as_they_were()
    {
        notebooks.Add("good", "1");
        await notebooks.Run("good");
        var before = File.ReadAllText(Path.Combine(notebooks.Output, NotebookRunner.IndexFile));
        Assert.Equal(RunStatus.Refused, (await notebooks.Run("good", options => options with { Parameters = [new Parameter("x", "1", FromText: true)] })).Status);
        Assert.Equal(before, File.ReadAllText(Path.Combine(notebooks.Output, NotebookRunner.IndexFile)));
    }

    [Fact]
    public async Task A_recursion_without_end_is_named()
    {
        notebooks.Add("recurses", "int Down(int n) => Down(n + 1) + 1;\nDown(0)");
        Assert.Contains("stack overflow", (await notebooks.Run("recurses")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"cells\": [", "is not JSON (line 1, byte 12)")]
    [InlineData("[1, 2]", "is not a notebook")]
    [InlineData("{\"nbformat\": 3, \"worksheets\": []}", "format 3")]
    [InlineData("{\"nbformat\": 4, \"cells\": [], \"metadata\": {\"kernelspec\": {\"language\": \"python\"}}}", "is a notebook in python")]
    public async Task A_file_that_is_no_notebook_for_this_engine_is_refused_plainly(string text, string reason)
    {
        notebooks.AddText("bad", text);
        var run = await notebooks.Run("bad");
        Assert.Equal(RunStatus.Refused, run.Status);
        Assert.Contains(reason, run.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_fails_keeps_no_other_from_running_and_the_report_tells_of_all()
    {
        notebooks.Add("first", "nosuch");
        notebooks.Add("second", "2");
        var report = await new NotebookRunner(notebooks.Options("first", "second", "missing") with { Jobs = 2 }, notebooks.Observed).RunAsync();
        Assert.Equal([RunStatus.CellFailed, RunStatus.Succeeded, RunStatus.Refused], report.Notebooks.Select(run => run.Status));
        Assert.False(report.Succeeded);
        var json = File.ReadAllText(Path.Combine(notebooks.Output, NotebookRunner.ReportFile));
        Assert.Contains("\"status\": \"cellFailed\"", json, StringComparison.Ordinal);
        Assert.Contains("was not found", json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_notebooks_of_one_name_do_not_overwrite_each_other()
    {
        var path = notebooks.Add("twin", "1");
        var options = notebooks.Options("twin");
        var report = await new NotebookRunner(options with { Notebooks = [path, path] }, notebooks.Observed).RunAsync();
        Assert.Equal([RunStatus.Succeeded, RunStatus.Refused], report.Notebooks.Select(run => run.Status));
    }

    [Fact]
    public async Task An_interrupted_run_ends_soon_and_keeps_what_ran()
    {
        notebooks.Add("long", "\"ran\"", "await Task.Delay(-1, BioDL.Hosting.Host.Cancellation);");
        notebooks.Add("later", "1");
        using var stop = new CancellationTokenSource();
        var running = new NotebookRunner(notebooks.Options("long", "later"), new StopAtCell(2, stop)).RunAsync(stop.Token);
        var report = await running;
        Assert.Equal([RunStatus.Interrupted, RunStatus.Interrupted], report.Notebooks.Select(run => run.Status));
        Assert.Equal("ran", notebooks.Outputs("long", 0));
    }

    [Fact]
    public async Task An_output_folder_that_holds_the_notebook_itself_is_refused()
    {
        var path = notebooks.Add("self", "1");
        var run = await notebooks.Run("self", options => options with { OutputFolder = notebooks.Folder });
        Assert.Equal(RunStatus.Refused, run.Status);
        Assert.DoesNotContain("\"text/plain\"", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endless_printing_is_cut_and_says_how_much_is_missing()
    {
        notebooks.Add("spam", "for (var i = 0; i < 200_000; i++) Console.WriteLine(\"spam\");");
        await notebooks.Run("spam");
        var text = notebooks.Outputs("spam", 0);
        Assert.InRange(text.Length, 30_000, 45_000);
        Assert.EndsWith("… 960,000 more characters were left out.\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_cell_writes_past_the_console_does_not_disturb_the_run()
    {
        notebooks.Add("raw", "var raw = Console.OpenStandardOutput();\nraw.Write(Encoding.UTF8.GetBytes(\"half a line\"));\nraw.Flush();\n7", "8");
        Assert.Equal(RunStatus.Succeeded, (await notebooks.Run("raw")).Status);
        Assert.Equal("78", notebooks.Outputs("raw", 0) + notebooks.Outputs("raw", 1));
    }

    [Fact]
    public async Task Reading_from_the_console_is_refused_at_once_with_what_to_do_instead()
    {
        notebooks.Add("reads", "var a = 1;\nvar name = Console.ReadLine();");
        var run = await notebooks.Run("reads", options => options with { CellTimeout = TimeSpan.FromSeconds(20) });
        Assert.Equal((RunStatus.CellFailed, 2), (run.Status, run.FailedLine));
        Assert.Equal("NotSupportedException: This cell asks for input, but it runs where nobody can answer. "
            + "Open the notebook in Jupyter to answer, or put the value into the cell as a variable.", run.Message);
    }

    public void Dispose() => notebooks.Dispose();

    private sealed class StopAtCell(int cell, CancellationTokenSource stop) : IRunObserver
    {
        public void NotebookStarted(string notebook, int codeCells)
        {
        }

        public void CellStarted(string notebook, int number, int codeCells, string firstLine)
        {
            if (number == cell)
                stop.CancelAfter(TimeSpan.FromMilliseconds(200));
        }

        public void CellProgress(string notebook, string text)
        {
        }

        public void NotebookEnded(NotebookRun run)
        {
        }
    }
}
