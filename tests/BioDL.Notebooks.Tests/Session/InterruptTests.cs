using System.Diagnostics;
using BioDL.Hosting;
using BioDL.Notebooks.Session;

namespace BioDL.Notebooks.Tests.Session;

/// <summary>Alone: whether an interrupted cell still computes is told from the busy threads of the whole process.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
public sealed class Alone;

[Collection("alone")]
public sealed class InterruptTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly CSharpSession session;
    private int cell;

    public InterruptTests() => session = new CSharpSession(new SessionOptions { SearchPath = [folder.Path] });

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("Thread.Sleep(-1);")]
    [InlineData("await Task.Delay(-1);")]
    [InlineData("await Task.Yield();\nwhile (true) { }")]
    [InlineData("async Task Again() { while (true) { await Task.Delay(1); } }\nawait Again();")]
    [InlineData("async Task Late() { await Task.Delay(5); while (true) { } }\nawait Late();")]
    [InlineData("Task.Delay(-1).Wait();")]
    [InlineData("await new TaskCompletionSource().Task;")]
    [InlineData("await foreach (var i in Numbers()) { }\nasync IAsyncEnumerable<int> Numbers() { for (var i = 0; ; i++) { await Task.Yield(); yield return i; } }")]
    [InlineData("lock (new object()) { new ManualResetEvent(false).WaitOne(); }")]
    [InlineData("while (true) { try { Thread.Sleep(1); } catch (Exception) { } }")]
    [InlineData("Parallel.For(0, 4, i => { while (true) { } });")]
    [InlineData("await Task.Run(() => { while (true) { } });")]
    [InlineData("class Slow { public static int Value = Forever(); static int Forever() { while (true) { } } }\nSlow.Value")]
    [InlineData("Enumerable.Repeat(1, int.MaxValue).Concat(Enumerable.Repeat(1, int.MaxValue)).LongCount(x => { return x > 1; })")]
    [InlineData("for (;;) ;")]
    [InlineData("var x = 0;\ndo x++; while (x != -1 || true);")]
    [InlineData("foreach (var i in Enumerable.Repeat(1, int.MaxValue)) foreach (var j in Enumerable.Repeat(1, int.MaxValue)) if (i > j) break;")]
    [InlineData("var work = new Func<int>(() => { while (true) { } });\nwork()")]
    [InlineData("int Forever() { while (true) { } }\nForever()")]
    public async Task An_interrupted_cell_ends_soon_and_the_session_goes_on(string code)
    {
        await Run("var kept = 41;");
        var clock = Stopwatch.StartNew();
        var error = (await RunInterrupted(code)).Error!;
        Assert.Equal((CellError.Interrupted, "The cell was interrupted."), (error.Name, error.Message));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"took {clock.Elapsed}");
        Assert.Equal(42, (await Run("kept++;\nkept")).Value);
        Assert.Equal(10, (await Run("var sum = 0;\nfor (var i = 0; i < 5; i++) sum += i;\nawait Task.Delay(1);\nsum")).Value);
    }

    [Fact]
    public async Task What_a_cell_had_assigned_before_it_was_interrupted_is_kept_and_its_line_is_named()
    {
        var error = (await RunInterrupted("var before = 7;\nvar after = 0;\nThread.Sleep(-1);\nafter = 1;")).Error!;
        Assert.Equal(3, error.Line);
        Assert.Equal(7, (await Run("before + after")).Value);
    }

    [Fact]
    public async Task A_cell_that_listens_to_the_signal_may_clean_up()
    {
        await Run("var cleaned = false;");
        using var use = Host.Use(new SessionHost(session));
        await RunInterrupted("try { await Task.Delay(-1, BioDL.Hosting.Host.Cancellation); } finally { await Task.Delay(50); cleaned = true; }");
        Assert.Equal(true, (await Run("cleaned")).Value);
    }

    [Fact]
    public async Task A_method_of_an_earlier_cell_is_stopped_again_and_again()
    {
        await Run("void Forever() { while (true) { } }\nint Count(int n) { var c = 0; for (var i = 0; i < n; i++) c++; return c; }");
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(CellError.Interrupted, (await RunInterrupted("await Task.Run(Forever);")).Error!.Name);
            Assert.Equal(100, (await Run("Count(100)")).Value);
        }
    }

    [Fact]
    public async Task What_cannot_be_stopped_is_named_with_its_line_and_the_session_goes_on()
    {
        Spinner("Stubborn");
        await Run("#r \"Stubborn.dll\"");
        var error = (await RunInterrupted("var a = 1;\nStubborn.Initialised.Touch();", "Stubborn")).Error!;
        Assert.StartsWith("The cell was interrupted, but line 2 of cell 2 still runs on another thread: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("if the computer stays busy, restart the kernel.", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, error.Line);
        Assert.Equal(1, (await Run("Stubborn.Brake.Stop = true;\na")).Value);
    }

    [Fact]
    public async Task Work_left_on_another_thread_is_named_by_the_call_that_started_it()
    {
        Spinner("Busy");
        await Run("#r \"Busy.dll\"");
        var error = (await RunInterrupted("var a = 1;\n\nvar work = Task.Run(() => Busy.Loop.Run());\nawait work;", "Busy")).Error!;
        Assert.Contains("line 3 of cell 2 (Task.Run) still runs on another thread", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await Run("Busy.Brake.Stop = true;\na")).Value);
    }

    [Fact]
    public async Task An_interrupt_between_cells_does_nothing()
    {
        session.Interrupt();
        Assert.Equal(3, (await Run("for (var i = 0; i < 10; i++) { }\n1 + 2")).Value);
    }

    [Fact]
    public async Task A_cell_that_blocks_on_its_own_asynchronous_method_does_not_wait_for_ever() =>
        Assert.Equal(5, (await Run("async Task<int> Slow() { await Task.Delay(5); await Task.Yield(); return 5; }\nSlow().Result").WaitAsync(TimeSpan.FromSeconds(20))).Value);

    [Fact]
    public async Task Work_that_a_cell_leaves_in_the_background_goes_on_and_can_be_awaited_later()
    {
        await Run("async Task<int> Slow() { for (var i = 0; i < 5; i++) await Task.Delay(20); return 5; }\nvar running = Slow();");
        Assert.Equal(5, (await Run("await running").WaitAsync(TimeSpan.FromSeconds(20))).Value);
    }

    [Fact]
    public async Task A_callers_own_cancellation_is_not_replaced()
    {
        var error = (await Run("using System.Threading;\nvar mine = new CancellationTokenSource(50);\nawait Task.Delay(10_000, mine.Token);")).Error!;
        Assert.Equal("TaskCanceledException", error.Name);
    }

    [Fact]
    public async Task Endless_recursion_is_an_error_with_its_line_and_the_session_goes_on()
    {
        await Run("var kept = 1;");
        var error = (await Run("\nint Down(int n) => Down(n + 1) + 1;\nDown(0)")).Error!;
        Assert.Contains("stack overflow", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, error.Line);
        Assert.InRange(error.Trace.Count, 10, 50);
        Assert.Equal(1, (await Run("kept")).Value);
    }

    [Theory]
    [InlineData("var x = new int[3];\nvar k = 7;\nx[k] = 3;\nvar z = 1;", 3)]
    [InlineData("var x = new int[3];\nfor (var i = 0; i < 5; i++)\n{\n    var two = 2;\n    x[i] = two;\n}", 5)]
    [InlineData("string none = null;\nvar n = 3;\nnone.Length", 3)]
    public async Task The_line_of_an_exception_at_the_top_level_is_known(string code, int line) => Assert.Equal(line, (await Run(code)).Error!.Line);

    [Theory]
    [InlineData("if (1 < 2) Console.Write(\"\"); else Console.Write(\"\");\n5")]
    [InlineData("var (a, b) = (2, 3); a + b")]
    [InlineData("switch (1) { case 1: break; }\nforeach (var i in new[] { 1 }) { if (i > 0) continue; else break; }\n5")]
    [InlineData("const int five = 5; static int other = 1; five")]
    [InlineData("#nullable enable\n[Obsolete] int Old() => 5;\n/* remark */ 5")]
    [InlineData("goto end;\nend: ;\nlock (new object()) { }\nint x = 5, y = 6;\nx")]
    public async Task Keeping_account_of_lines_changes_nothing(string code)
    {
        var outcome = await Run(code);
        Assert.Null(outcome.Error);
        Assert.Equal(5, outcome.Value ?? 5);
    }

    public void Dispose()
    {
        session.Dispose();
        folder.Dispose();
    }

    private Task<CellOutcome> Run(string code) => session.ExecuteAsync(code, $"cell {++cell}");

    /// <param name="code">The cell.</param>
    /// <param name="spinner">The library whose loop must have begun before the interruption comes; null for none.</param>
    private async Task<CellOutcome> RunInterrupted(string code, string? spinner = null)
    {
        var running = Run(code);
        while (!session.IsRunning || (spinner is not null && !File.Exists(Path.Combine(folder.Path, spinner + ".started"))))
            await Task.Delay(10);
        await Task.Delay(400);
        session.Interrupt();
        return await running.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private void Spinner(string name) => CellLibrary.Compile(
        name,
        $$"""
        namespace {{name}};
        public static class Brake { public static volatile bool Stop; }
        public static class Loop { public static void Run() { System.IO.File.WriteAllText("{{Path.Combine(folder.Path, name)}}.started", ""); while (!Brake.Stop) { } } }
        public static class Initialised { static Initialised() => Loop.Run(); public static void Touch() { } }
        """,
        folder.Path);

    private sealed class SessionHost(CSharpSession session) : IHost
    {
        public CancellationToken Cancellation => session.Cancellation;

        public MimeBundle Format(object? value) => MimeBundle.OfText("");

        public string Display(MimeBundle bundle) => "1";

        public void Update(string displayId, MimeBundle bundle)
        {
        }

        public string Save(NotebookResult result) => "";
    }
}
