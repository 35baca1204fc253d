using System.Text.Json.Nodes;
using BioDL.Notebooks.Session;

namespace BioDL.Notebooks.Tests.Kernel;

/// <summary>What front ends rely on, looked at through a front end's sockets.</summary>
public sealed class KernelServerTests
{
    [Fact]
    public async Task A_cell_is_announced_run_and_answered_between_busy_and_idle()
    {
        await using var kernel = new RunningKernel();
        await using var client = await kernel.ConnectAsync();
        var answer = await client.ExecuteAsync("6 * 7");
        Assert.Equal(["status", "execute_input", "execute_result", "status"], answer.Published.Select(heard => heard.Type));
        Assert.Equal("busy", answer.Published[0].State);
        Assert.Equal("6 * 7", (string?)answer.Only("execute_input")["code"]);
        Assert.Equal("42", answer.Text("execute_result"));
        Assert.Equal(("ok", 1), (answer.Status, (int)answer.Reply["execution_count"]!));
    }

    [Fact]
    public async Task What_is_shown_can_be_replaced_and_taken_away()
    {
        await using var kernel = new RunningKernel();
        await using var client = await kernel.ConnectAsync();
        var answer = await client.ExecuteAsync("var live = display(1); live.Update(2); clear_output(wait: true);");
        Assert.Equal(["display_data", "update_display_data", "clear_output"], answer.Published.Select(heard => heard.Type).Where(type => type is not ("status" or "execute_input")));
        var id = (string?)answer.Only("display_data")["transient"]!["display_id"];
        Assert.Equal((id, "2"), ((string?)answer.Only("update_display_data")["transient"]!["display_id"], answer.Text("update_display_data")));
        Assert.True((bool)answer.Only("clear_output")["wait"]!);
    }

    [Fact]
    public async Task Rich_values_reach_the_front_end_in_their_own_form()
    {
        await using var kernel = new RunningKernel();
        await using var client = await kernel.ConnectAsync();
        var answer = await client.ExecuteAsync("""
            using BioDL.Hosting;
            MimeBundle.OfText("chart").With(MimeBundle.Plotly, "{\"data\":[]}").With(MimeBundle.Svg, "<svg/>").With("application/x+json", "broken")
            """);
        var data = answer.Only("execute_result")["data"]!;
        Assert.Empty(data[BioDL.Hosting.MimeBundle.Plotly]!["data"]!.AsArray());
        Assert.Equal(("<svg/>", "broken"), ((string?)data["image/svg+xml"], (string?)data["application/x+json"]));
    }

    [Fact]
    public async Task An_error_names_the_line_and_aborts_what_waits()
    {
        await using var kernel = new RunningKernel();
        await using var client = await kernel.ConnectAsync();
        await client.ExecuteAsync("0");
        client.Send("execute_request", new JsonObject { ["code"] = "System.Threading.Thread.Sleep(300);\nthrow new System.IO.IOException(\"no disk\");" });
        var waiting = client.Send("execute_request", new JsonObject { ["code"] = "1" });
        var asked = client.Send("kernel_info_request", []);
        Assert.Equal("aborted", (string?)(await waiting.Reply)["status"]);
        Assert.Equal("ok", (string?)(await asked.Reply)["status"]);
        Assert.Equal("ok", (await client.ExecuteAsync("2")).Status);
    }

    [Fact]
    public async Task An_error_is_told_in_reply_and_to_all_with_the_place_in_the_cell()
    {
        await using var kernel = new RunningKernel();
        await using var client = await kernel.ConnectAsync();
        var answer = await client.ExecuteAsync("var x = 1;\nthrow new System.IO.IOException(\"no disk\");", stopOnError: false);
        Assert.Equal(("error", "IOException", "no disk"), (answer.Status, (string?)answer.Reply["ename"], (string?)answer.Reply["evalue"]));
        var lines = answer.Only("error")["traceback"]!.AsArray().Select(line => (string)line!).ToList();
        Assert.Equal(["\u001b[1;31mIOException\u001b[0m: no disk", "   at cell 1, line 2"], lines);
    }

    [Fact]
    public async Task Silent_cells_leave_no_trace()
    {
        await using var kernel = new RunningKernel();
        await using var client = await kernel.ConnectAsync();
        var answer = await client.ExecuteAsync("display(1); 2", silent: true);
        Assert.All(answer.Published, heard => Assert.Equal("status", heard.Type));
        Assert.Equal(0, (int)answer.Reply["execution_count"]!);
        Assert.Equal(0, (int)(await client.ExecuteAsync("3", storeHistory: false)).Reply["execution_count"]!);
        Assert.Empty((await client.AskAsync("history_request", new JsonObject { ["hist_access_type"] = "tail", ["n"] = 10 })).Reply["history"]!.AsArray());
    }

    [Fact]
    public async Task Expressions_of_the_user_are_evaluated_after_the_cell()
    {
        await using var kernel = new RunningKernel();
        await using var client = await kernel.ConnectAsync();
        var answer = await client.ExecuteAsync("var x = 20;", expressions: new JsonObject { ["twice"] = "x * 2", ["wrong"] = "y" });
        var results = answer.Reply["user_expressions"]!;
        Assert.Equal(("ok", "40"), ((string?)results["twice"]!["status"], (string?)results["twice"]!["data"]!["text/plain"]));
        Assert.Equal(("error", CellError.Compilation), ((string?)results["wrong"]!["status"], (string?)results["wrong"]!["ename"]));
    }

    [Fact]
    public async Task The_kernel_says_who_it_is_while_the_compiler_still_starts()
    {
        using var compiler = new ManualResetEventSlim();
        await using var kernel = new RunningKernel(() =>
        {
            compiler.Wait();
            return new CSharpSession(new SessionOptions());
        });
        await using var client = await kernel.ConnectAsync();
        var info = (await client.AskAsync("kernel_info_request", [])).Reply;
        Assert.Equal(("5.4", "C#", ".csx"), ((string?)info["protocol_version"], (string?)info["language_info"]!["name"], (string?)info["language_info"]!["file_extension"]));
        compiler.Set();
        Assert.Equal("ok", (await client.ExecuteAsync("1")).Status);
    }

    [Fact]
    public async Task History_is_told_by_end_by_range_and_by_pattern()
    {
        await using var kernel = new RunningKernel();
        await using var client = await kernel.ConnectAsync();
        foreach (var code in new[] { "1+1", "2+2", "var a = 3;", "1+1" })
            await client.ExecuteAsync(code);
        Assert.Equal("""[[1,3,"var a = 3;"],[1,4,"1+1"]]""", await Ask(new JsonObject { ["hist_access_type"] = "tail", ["n"] = 2 }));
        Assert.Equal("""[[1,2,["2+2","4"]]]""", await Ask(new JsonObject { ["hist_access_type"] = "range", ["session"] = 0, ["start"] = 2, ["stop"] = 3, ["output"] = true }));
        Assert.Equal("[]", await Ask(new JsonObject { ["hist_access_type"] = "range", ["session"] = 9, ["start"] = 2, ["stop"] = 3 }));
        Assert.Equal("""[[1,2,"2+2"],[1,4,"1+1"]]""", await Ask(new JsonObject { ["hist_access_type"] = "search", ["pattern"] = "?+*", ["unique"] = true }));

        async Task<string> Ask(JsonObject request) =>
            (await client.AskAsync("history_request", request)).Reply["history"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    [Fact]
    public async Task Completion_counts_characters_as_Jupyter_does_and_tells_kinds()
    {
        await using var kernel = new RunningKernel();
        await using var client = await kernel.ConnectAsync();
        // Two characters beyond the basic plane stand before the cursor: .NET counts 2 more units.
        const string Code = "var cells = \"🧫🔬\"; cells.ToUpp + 1";
        var reply = (await client.AskAsync("complete_request", new JsonObject { ["code"] = Code, ["cursor_pos"] = 29 })).Reply;
        Assert.Equal("""["ToUpper","ToUpperInvariant"]""", reply["matches"]!.ToJsonString());
        Assert.Equal((24, 29), ((int)reply["cursor_start"]!, (int)reply["cursor_end"]!));
        var described = reply["metadata"]!["_jupyter_types_experimental"]![0]!;
        Assert.Equal(("ToUpper", "function"), ((string?)described["text"], (string?)described["type"]));
        Assert.Contains("string", (string)described["signature"]!, StringComparison.Ordinal);
        var inspected = (await client.AskAsync("inspect_request", new JsonObject { ["code"] = "Math.Sqrt(2)", ["cursor_pos"] = 7, ["detail_level"] = 0 })).Reply;
        Assert.True((bool)inspected["found"]!);
        Assert.Contains("Sqrt(double d)", (string)inspected["data"]!["text/plain"]!, StringComparison.Ordinal);
        Assert.False((bool)(await client.AskAsync("inspect_request", new JsonObject { ["code"] = "  ", ["cursor_pos"] = 1 })).Reply["found"]!);
    }

    [Fact]
    public async Task A_comm_to_nobody_is_closed_at_once()
    {
        await using var kernel = new RunningKernel();
        await using var client = await kernel.ConnectAsync();
        var (id, _) = client.Send("comm_open", new JsonObject { ["comm_id"] = "c1", ["target_name"] = "jupyter.widget", ["data"] = new JsonObject() });
        var closed = await client.NextPublishedAsync();
        while (closed.Type != "comm_close")
            closed = await client.NextPublishedAsync();
        Assert.Equal((id, "c1"), (closed.ParentId, (string?)closed.Content["comm_id"]));
        Assert.Empty((await client.AskAsync("comm_info_request", [])).Reply["comms"]!.AsObject());
    }

    [Fact]
    public async Task What_the_kernel_does_not_know_is_ignored_with_a_note_and_debugging_refused()
    {
        await using var kernel = new RunningKernel();
        await using var client = await kernel.ConnectAsync();
        client.Send("make_coffee_request", []);
        var refused = await client.AskAsync("debug_request", new JsonObject { ["type"] = "request", ["seq"] = 7, ["command"] = "initialize" }, onControl: true);
        Assert.Equal((false, 7, "initialize"), ((bool)refused.Reply["success"]!, (int)refused.Reply["request_seq"]!, (string?)refused.Reply["command"]));
        Assert.Equal("ok", (await client.ExecuteAsync("1")).Status);
        Assert.Contains("a message of type 'make_coffee_request' came, which this kernel does not know", kernel.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupt_ends_a_cell_that_watches_and_the_session_goes_on()
    {
        await using var kernel = new RunningKernel();
        await using var client = await kernel.ConnectAsync();
        await client.ExecuteAsync("var kept = 5;");
        var running = client.ExecuteAsync("await System.Threading.Tasks.Task.Delay(60_000, BioDL.Hosting.Host.Cancellation);");
        await Task.Delay(500);
        Assert.Equal("ok", (string?)(await client.Send("interrupt_request", [], onControl: true).Reply)["status"]);
        Assert.Equal(CellError.Interrupted, (string?)(await running).Reply["ename"]);
        Assert.Equal("5", (await client.ExecuteAsync("kept")).Text("execute_result"));
    }

    [Fact]
    public async Task An_interrupt_while_nothing_runs_does_not_hit_the_next_cell()
    {
        await using var kernel = new RunningKernel();
        await using var client = await kernel.ConnectAsync();
        await client.AskAsync("interrupt_request", [], onControl: true);
        Assert.Equal("ok", (await client.ExecuteAsync("BioDL.Hosting.Host.Cancellation.ThrowIfCancellationRequested();")).Status);
    }

    [Fact]
    public async Task Several_front_ends_see_each_others_cells_and_get_their_own_replies()
    {
        await using var kernel = new RunningKernel();
        await using var first = await kernel.ConnectAsync();
        await using var second = await kernel.ConnectAsync();
        var answer = await first.ExecuteAsync("1 + 2");
        Assert.Equal("3", answer.Text("execute_result"));
        var seen = await second.NextPublishedAsync();
        while (seen.Type != "execute_result")
            seen = await second.NextPublishedAsync();
        Assert.Equal("3", (string?)seen.Content["data"]!["text/plain"]);
        Assert.Equal("4", (await second.ExecuteAsync("1 + 3")).Text("execute_result"));
    }

    [Fact]
    public async Task A_front_end_that_vanishes_in_the_middle_of_a_cell_leaves_the_kernel_to_others()
    {
        await using var kernel = new RunningKernel();
        var vanishing = await kernel.ConnectAsync();
        vanishing.Send("execute_request", new JsonObject { ["code"] = "var x = 0; for (var i = 0; i < 20; i++) { display(i); System.Threading.Thread.Sleep(20); x++; }" });
        await Task.Delay(300);
        await vanishing.DisposeAsync();
        await using var other = await kernel.ConnectAsync();
        Assert.Equal("20", (await other.ExecuteAsync("x")).Text("execute_result"));
    }

    [Fact]
    public async Task A_request_to_end_is_answered_and_heeded()
    {
        await using var kernel = new RunningKernel();
        await using var client = await kernel.ConnectAsync();
        var answer = await client.AskAsync("shutdown_request", new JsonObject { ["restart"] = true }, onControl: true);
        Assert.True((bool)answer.Reply["restart"]!);
        Assert.Contains(answer.Published, heard => heard.Type == "shutdown_reply");
        await kernel.Ended.WaitAsync(TimeSpan.FromSeconds(10));
    }
}
