using System.Diagnostics;
using BioDL.Hosting;
using BioDL.Notebooks.Session;

namespace BioDL.Notebooks.Tests.Session;

public sealed class CSharpSessionTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("biodl-session-").FullName;
    private readonly CSharpSession session;
    private int cell;

    public CSharpSessionTests() => session = new CSharpSession(new SessionOptions { SearchPath = [folder] });

    [Fact]
    public async Task Later_cells_see_variables_methods_types_and_usings_of_earlier_ones()
    {
        await Run("using System.Globalization;\nvar x = 20;\nint Twice(int v) => 2 * v;\nrecord Nucleus(double Area);");
        Assert.Equal("41.5", await Value("(Twice(x) + new Nucleus(1.5).Area).ToString(CultureInfo.InvariantCulture)"));
    }

    [Fact]
    public async Task A_variable_can_be_declared_anew_and_assigned()
    {
        await Run("var x = 1;");
        await Run("x = 2;");
        Assert.Equal(2, await Value("x"));
        await Run("var x = \"text\";");
        Assert.Equal("text", await Value("x"));
    }

    [Fact]
    public async Task Cells_may_await() => Assert.Equal(7, await Value("await Task.Delay(5);\nawait Task.FromResult(7)"));

    [Fact]
    public async Task A_cell_that_ends_in_a_statement_or_is_empty_has_no_value()
    {
        Assert.Null(await Value("var y = 3;"));
        Assert.Null(await Value(""));
        Assert.Null(await Value("// nothing but a remark"));
    }

    [Fact]
    public async Task Latest_language_features_compile() =>
        Assert.Equal(6, await Value("int[] all = [1, .. new[] { 2, 3 }];\nall.Sum()"));

    [Fact]
    public async Task Cells_are_compiled_with_optimisation()
    {
        var assembly = await Value("record Probe();\ntypeof(Probe).Assembly");
        var attribute = ((System.Reflection.Assembly)assembly!).GetCustomAttributes(typeof(DebuggableAttribute), false).Cast<DebuggableAttribute>();
        Assert.DoesNotContain(attribute, found => found.IsJITOptimizerDisabled);
    }

    [Fact]
    public async Task A_compiler_error_names_line_and_reason_and_leaves_the_session_usable()
    {
        await Run("var x = 1;");
        var error = (await Run("var y = x;\nvar z = nosuch + 1;")).Error!;
        Assert.Equal(CellError.Compilation, error.Name);
        Assert.StartsWith("line 2: The name 'nosuch' does not exist in the current context (CS0103)\n", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, error.Line);
        Assert.Equal(1, await Value("x"));
    }

    [Fact]
    public async Task Many_compiler_errors_are_cut_to_the_first_ones()
    {
        var error = (await Run(string.Join("\n", Enumerable.Range(0, 30).Select(i => $"var v{i} = missing{i};")))).Error!;
        Assert.Equal(6, error.Message.Split('\n').Count(line => line.StartsWith("line ", StringComparison.Ordinal) || line.StartsWith('…')));
        Assert.EndsWith("… and 25 more; the first one is often the cause of the others.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exception_names_the_line_of_the_cell_and_keeps_what_was_declared_before_it()
    {
        var error = (await Run("var kept = 5;\nvar none = new List<int>();\nvar one = none[0];")).Error!;
        Assert.Equal("ArgumentOutOfRangeException", error.Name);
        Assert.Equal(3, error.Line);
        Assert.Equal(5, await Value("kept"));
    }

    [Fact]
    public async Task An_exception_in_a_method_of_an_earlier_cell_points_to_the_line_that_called_it()
    {
        await Run("\nint Fail() => throw new InvalidOperationException(\"Found 3, expected 4.\");");
        var error = (await Run("var a = 1;\nFail();")).Error!;
        Assert.Equal("Found 3, expected 4.", error.Message);
        Assert.Equal(2, error.Line);
        Assert.Contains("at cell 1, line 2", error.Trace);
    }

    [Fact]
    public async Task Deep_recursion_of_fifty_thousand_calls_is_no_crash() =>
        Assert.Equal(50_000, await Value("int Depth(int n) => n == 0 ? 0 : 1 + Depth(n - 1);\nDepth(50_000)"));

    [Fact]
    public async Task A_cell_that_stops_at_the_interrupt_signal_is_reported_as_interrupted()
    {
        using var interrupt = new CancellationTokenSource();
        using var use = Host.Use(new ConsoleHost(TextWriter.Null, interrupt.Token));
        interrupt.CancelAfter(100);
        var outcome = await session.ExecuteAsync("while (true) { BioDL.Hosting.Host.Cancellation.ThrowIfCancellationRequested(); Thread.Sleep(1); }", "cell 1", interrupt.Token);
        Assert.Equal(CellError.Interrupted, outcome.Error!.Name);
    }

    [Fact]
    public async Task The_contract_is_the_same_type_for_host_and_cells() =>
        Assert.Same(typeof(MimeBundle), (await Value("BioDL.Hosting.MimeBundle.OfText(\"x\")"))!.GetType());

    [Fact]
    public async Task The_contract_stays_the_hosts_own_when_a_copy_lies_beside_a_referenced_library()
    {
        CellLibrary.Compile("Uses", "public static class Uses { public static object Make() => BioDL.Hosting.MimeBundle.OfText(\"x\"); }", folder, typeof(MimeBundle).Assembly.Location);
        File.Copy(typeof(MimeBundle).Assembly.Location, Path.Combine(folder, "BioDL.Hosting.dll"));
        Assert.Same(typeof(MimeBundle), (await Value("#r \"Uses.dll\"\nUses.Make()"))!.GetType());
    }

    [Fact]
    public async Task A_referenced_library_is_found_on_the_search_path_with_what_it_depends_on()
    {
        var inner = CellLibrary.Compile("Inner", "public static class Inner { public static int Answer => 42; }", folder);
        CellLibrary.Compile("Outer", "public static class Outer { public static int Ask() => Inner.Answer; }", folder, inner);
        await Run("#r \"Outer.dll\"");
        Assert.Equal(42, await Value("Outer.Ask()"));
    }

    [Fact]
    public async Task A_library_of_a_name_that_the_host_uses_too_is_the_one_that_the_cell_asked_for()
    {
        CellLibrary.Compile("Markdig", "public static class Impostor { public static string Says => \"mine\"; }", folder);
        Assert.Equal("mine", await Value("#r \"Markdig.dll\"\nImpostor.Says"));
    }

    [SkippableOnWindowsFact]
    public async Task A_native_library_beside_a_referenced_one_is_found()
    {
        var platform = OperatingSystem.IsMacOS() ? ("osx", "libprobe.dylib", "libSystem.Native.dylib") : ("linux", "libprobe.so", "libSystem.Native.so");
        var native = Path.Combine(folder, "runtimes", $"{platform.Item1}-{System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}", "native");
        Directory.CreateDirectory(native);
        File.Copy(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, platform.Item3), Path.Combine(native, platform.Item2));
        CellLibrary.Compile("Calls",
            """
            using System.Runtime.InteropServices;
            public static class Calls { [DllImport("probe", EntryPoint = "SystemNative_GetPid")] public static extern int Pid(); }
            """,
            folder);
        Assert.Equal(Environment.ProcessId, await Value("#r \"Calls.dll\"\nCalls.Pid()"));
    }

    [Fact]
    public async Task A_library_that_is_not_found_is_named()
    {
        var error = (await Run("#r \"NoSuch.dll\"")).Error!;
        Assert.Contains("'NoSuch.dll'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Packages_inside_a_cell_are_refused_with_what_to_do_instead() => Assert.Contains(
        "packages cannot be fetched from inside a cell", (await Run("#r \"nuget: Some.Package, 1.0.0\"")).Error!.Message, StringComparison.Ordinal);

    [Fact]
    public async Task Other_files_cannot_be_loaded() => Assert.NotNull((await Run("#load \"other.csx\"")).Error);

    [Fact]
    public void The_engine_never_refers_to_the_library_that_cells_load() => Assert.DoesNotContain(
        typeof(CSharpSession).Assembly.GetReferencedAssemblies(), name => name.Name is "BioDL" or "BioDL.Learning");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Task<CellOutcome> Run(string code) => session.ExecuteAsync(code, $"cell {++cell}");

    private async Task<object?> Value(string code)
    {
        var outcome = await Run(code);
        Assert.Null(outcome.Error);
        return outcome.Value;
    }
}
