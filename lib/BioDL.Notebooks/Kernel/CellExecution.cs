using System.Globalization;
using System.Text.Json.Nodes;
using BioDL.Hosting;
using BioDL.Notebooks.Kernel.Messaging;
using BioDL.Notebooks.Session;

namespace BioDL.Notebooks.Kernel;

/// <summary>Runs the cells that execute_requests bring, one after the other.</summary>
internal sealed class CellExecution(Task<CSharpSession> starting, KernelHost host, ExecutionHistory history)
{
    private int count;

    /// <summary>Whether a cell runs now.</summary>
    public bool IsRunning { get; private set; }

    /// <summary>Runs one cell: its outputs are published while it runs.</summary>
    /// <returns>The content of the reply.</returns>
    public async Task<JsonObject> RunAsync(JupyterMessage request)
    {
        var code = request.Text("code");
        var silent = request.Flag("silent", false);
        var stored = request.Flag("store_history", true) && !silent;
        if (stored)
            count++;
        host.Begin(request, silent);
        IsRunning = true;
        try
        {
            return await RunAsync(request, code, stored).ConfigureAwait(false);
        }
        finally
        {
            IsRunning = false;
        }
    }

    /// <summary>The reply to a request that came before an earlier one failed.</summary>
    public JsonObject Abort() => new() { ["status"] = "aborted", ["execution_count"] = count };

    private async Task<JsonObject> RunAsync(JupyterMessage request, string code, bool stored)
    {
        host.Send("execute_input", new JsonObject { ["code"] = code, ["execution_count"] = count });
        var session = await starting.ConfigureAwait(false);
        var outcome = await session.ExecuteAsync(code, NameOf(stored), host.Cancellation).ConfigureAwait(false);
        KernelHost.FlushConsole();
        var shown = outcome.Value is { } value ? ShowResult(value) : null;
        if (stored)
            history.Add(count, code, shown);
        var reply = outcome.Error is { } error ? Fail(error) : new JsonObject { ["status"] = "ok", ["payload"] = new JsonArray() };
        reply["execution_count"] = count;
        reply["user_expressions"] = outcome.Error is null
            ? await EvaluateAsync(request.Content["user_expressions"] as JsonObject, session).ConfigureAwait(false) : new JsonObject();
        return reply;
    }

    private string NameOf(bool stored) => stored ? string.Create(CultureInfo.InvariantCulture, $"cell {count}") : "cell without number";

    /// <returns>The value as text.</returns>
    private string? ShowResult(object value)
    {
        var bundle = host.Format(value);
        // Formatting may run code of the trainee's, which may print.
        KernelHost.FlushConsole();
        host.Send("execute_result", new JsonObject { ["execution_count"] = count, ["data"] = WireBundle.Of(bundle), ["metadata"] = new JsonObject() });
        return bundle.GetValueOrDefault(MimeBundle.PlainText);
    }

    private JsonObject Fail(CellError error)
    {
        host.Send("error", ErrorText.Content(error));
        var reply = ErrorText.Content(error);
        reply["status"] = "error";
        return reply;
    }

    private async Task<JsonObject> EvaluateAsync(JsonObject? expressions, CSharpSession session)
    {
        var results = new JsonObject();
        foreach (var (name, expression) in expressions ?? [])
        {
            var outcome = await session.ExecuteAsync(expression?.ToString() ?? "", $"cell of '{name}'", host.Cancellation).ConfigureAwait(false);
            var result = outcome.Error is { } error
                ? ErrorText.Content(error)
                : new JsonObject { ["data"] = WireBundle.Of(host.Format(outcome.Value)), ["metadata"] = new JsonObject() };
            result["status"] = outcome.Error is null ? "ok" : "error";
            results[name] = result;
        }
        return results;
    }
}
