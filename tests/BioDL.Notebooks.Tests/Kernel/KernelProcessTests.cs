using System.Diagnostics;
using System.Text.Json.Nodes;
using BioDL.Notebooks.Runner;
using BioDL.Notebooks.Session;
using BioDL.Tests.Jupyter;

namespace BioDL.Notebooks.Tests.Kernel;

/// <summary>The kernel as a process: its console, its beginning and its end.</summary>
public sealed class KernelProcessTests
{
    [Fact]
    public async Task What_a_cell_prints_reaches_the_front_end_above_what_it_shows()
    {
        await using var kernel = new KernelChild();
        await using var client = await kernel.ConnectAsync();
        var answer = await client.ExecuteAsync("""Console.Write("before"); display(1); Console.Error.Write("wrong"); Console.Write("after"); 2""");
        Assert.Equal(("beforeafter", "wrong"), (answer.Written("stdout"), answer.Written("stderr")));
        Assert.Equal("stream", answer.Published.First(heard => heard.Type is "stream" or "display_data").Type);
        Assert.Equal("execute_result", answer.Published[^2].Type);
    }

    [Fact]
    public async Task A_cell_that_reads_its_console_asks_in_the_notebook()
    {
        await using var kernel = new KernelChild();
        await using var client = await kernel.ConnectAsync();
        client.Reader = (_, hidden) => hidden ? "secret" : "HeLa";
        Assert.Equal("HeLa!", (await client.ExecuteAsync("""Console.Write("Cell line? "); Console.ReadLine() + "!" """)).Text("execute_result"));
        Assert.Equal("secret?", (await client.ExecuteAsync("""BioDL.Hosting.Input.Password() + "?" """)).Text("execute_result"));
        client.Reader = null;
        var answer = await client.ExecuteAsync("Console.ReadLine()");
        Assert.Contains("has nobody to answer", (string)answer.Reply["evalue"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupt_ends_a_loop_that_never_looks_and_a_question_that_nobody_answers()
    {
        await using var kernel = new KernelChild();
        await using var client = await kernel.ConnectAsync();
        await client.ExecuteAsync("var kept = 5;");
        using var asked = new ManualResetEventSlim();
        client.Reader = (_, _) =>
        {
            asked.Wait();
            return "too late";
        };
        foreach (var code in new[] { "while (true) kept++;", "await System.Threading.Tasks.Task.Delay(-1);", "Console.ReadLine()" })
        {
            var running = client.ExecuteAsync(code);
            await Task.Delay(1000);
            client.Send("interrupt_request", [], onControl: true);
            Assert.Equal(CellError.Interrupted, (string?)(await running).Reply["ename"]);
        }
        asked.Set();
        Assert.Equal("True", (await client.ExecuteAsync("kept >= 5")).Text("execute_result"));
    }

    [Fact]
    public async Task Fifty_megabytes_of_output_arrive_whole()
    {
        await using var kernel = new KernelChild();
        await using var client = await kernel.ConnectAsync();
        var answer = await client.ExecuteAsync("""
            var line = new string('x', 99);
            for (var i = 0; i < 500_000; i++) Console.WriteLine(line);
            """);
        Assert.Equal("ok", answer.Status);
        Assert.Equal(50_000_000, answer.Written("stdout").Length);
    }

    [Fact]
    public async Task The_kernel_ends_when_asked_to_and_leaves_no_process()
    {
        await using var kernel = new KernelChild();
        await using var client = await kernel.ConnectAsync();
        await client.ExecuteAsync("new System.Threading.Thread(() => System.Threading.Thread.Sleep(60_000)).Start();");
        client.Send("shutdown_request", new JsonObject { ["restart"] = false }, onControl: true);
        Assert.Equal(0, await kernel.EndAsync());
    }

    [SkippableOnWindowsFact]
    public async Task The_kernel_ends_with_the_front_end_that_started_it()
    {
        using var frontEnd = Process.Start("/bin/sleep", "60");
        await using var kernel = new KernelChild(new Dictionary<string, string> { ["JPY_PARENT_PID"] = $"{frontEnd.Id}" });
        await using var client = await kernel.ConnectAsync();
        frontEnd.Kill();
        await frontEnd.WaitForExitAsync();
        Assert.Equal(0, await kernel.EndAsync());
    }

    [Fact]
    public async Task A_connection_file_that_is_not_there_is_named()
    {
        var start = new ProcessStartInfo(KernelSpecFolder.DotNet, [typeof(NotebookRunner).Assembly.Location, "kernel", "no-such-file.json"]) { RedirectStandardError = true };
        using var process = Process.Start(start)!;
        Assert.Contains("no-such-file.json cannot be read", await process.StandardError.ReadToEndAsync(), StringComparison.Ordinal);
        await process.WaitForExitAsync();
        Assert.Equal(2, process.ExitCode);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_with_what_to_do()
    {
        using var folder = new TemporaryFolder();
        using var other = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        other.Start();
        var file = Path.Combine(folder.Path, "connection.json");
        File.WriteAllText(file, $$"""
            {"ip":"127.0.0.1","transport":"tcp","signature_scheme":"hmac-sha256","key":"k","shell_port":{{((System.Net.IPEndPoint)other.LocalEndpoint).Port}},
             "iopub_port":0,"stdin_port":0,"control_port":0,"hb_port":0}
            """);
        using var process = Process.Start(new ProcessStartInfo(KernelSpecFolder.DotNet, [typeof(NotebookRunner).Assembly.Location, "kernel", file]) { RedirectStandardError = true })!;
        Assert.Contains("cannot be listened on", await process.StandardError.ReadToEndAsync(), StringComparison.Ordinal);
        await process.WaitForExitAsync();
        Assert.Equal(1, process.ExitCode);
    }

    [Fact]
    public Task Three_times_started_and_ended_it_leaves_no_process_no_socket_and_no_file() => StartAndEndAsync(3);

    [Fact]
    [Trait("Tier", "long")]
    public Task Two_hundred_times_started_and_ended_it_leaves_no_process_no_socket_and_no_file() => StartAndEndAsync(200);

    private static async Task StartAndEndAsync(int times)
    {
        using var temporary = new TemporaryFolder();
        for (var i = 0; i < times; i++)
        {
            await using var kernel = new KernelChild(new Dictionary<string, string> { ["TMPDIR"] = temporary.Path });
            await using var client = await kernel.ConnectAsync();
            Assert.Equal("ok", (await client.AskAsync("kernel_info_request", [])).Status);
            if (i % 10 == 0)
                Assert.Equal("ok", (await client.ExecuteAsync("1")).Status);
            client.Send("shutdown_request", [], onControl: true);
            Assert.Equal(0, await kernel.EndAsync());
            Assert.Equal(["connection.json"], Directory.EnumerateFileSystemEntries(kernel.Folder).Select(Path.GetFileName));
            // The runtime's own channel for diagnostics is a file while a process lives.
            Assert.Empty(Directory.EnumerateFileSystemEntries(temporary.Path));
        }
    }
}
