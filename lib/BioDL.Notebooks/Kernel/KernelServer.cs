using System.Text.Json.Nodes;
using System.Threading.Channels;
using BioDL.Notebooks.Kernel.Messaging;
using BioDL.Notebooks.Kernel.Transport;
using BioDL.Notebooks.Session;

namespace BioDL.Notebooks.Kernel;

/// <summary>
/// A running kernel. Requests of the shell are answered one after the other, those of control beside them; what needs the compiler waits until it is
/// there, so that the kernel says who it is before that.
/// </summary>
internal sealed class KernelServer : IAsyncDisposable
{
    private const int MostWaiting = 10_000;

    private readonly Channel<(long Number, JupyterMessage Message)> shell = Channel.CreateBounded<(long, JupyterMessage)>(MostWaiting);
    private readonly Channel<JupyterMessage> control = Channel.CreateBounded<JupyterMessage>(MostWaiting);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly KernelLog log;
    private readonly KernelSockets sockets;
    private readonly CellExecution cells;
    private readonly ExecutionHistory history = new();
    private readonly RequestAnswers answers;
    private readonly InputRequests input;
    private long received;
    private long abortedUpTo;

    /// <summary>Listens, and answers from here on.</summary>
    public KernelServer(ConnectionFile connection, string outputFolder, Func<CSharpSession> start, KernelLog log, ZmtpLimits? limits = null)
    {
        this.log = log;
        sockets = KernelSockets.Listen(connection, limits ?? new ZmtpLimits(), log, ReceiveAsync);
        input = new InputRequests(sockets);
        Host = new KernelHost(sockets, input, outputFolder);
        var starting = Task.Run(start);
        cells = new CellExecution(starting, Host, history);
        answers = new RequestAnswers(new CodeAssistance(starting), history, sockets, log);
        sockets.Publish("status", null, new JsonObject { ["execution_state"] = "starting" });
    }

    /// <summary>The connection, with the ports that are really listened on.</summary>
    public ConnectionFile Connection => sockets.Connection;

    /// <summary>What cells meet as their host.</summary>
    public KernelHost Host { get; }

    /// <summary>Answers requests until a front end asks the kernel to end.</summary>
    public async Task RunAsync(CancellationToken cancellation = default)
    {
        using var current = Hosting.Host.Use(Host);
        await using var stop = cancellation.Register(() => ended.TrySetResult()).ConfigureAwait(false);
        var working = Task.WhenAll(Task.Run(AnswerShellAsync, CancellationToken.None), Task.Run(AnswerControlAsync, CancellationToken.None));
        await (await Task.WhenAny(ended.Task, working).ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>Stops the running cell.</summary>
    public void Interrupt()
    {
        if (cells.IsRunning)
            Host.Interrupt();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        shell.Writer.TryComplete();
        control.Writer.TryComplete();
        await sockets.DisposeAsync().ConfigureAwait(false);
        Host.Dispose();
    }

    private async ValueTask ReceiveAsync(KernelChannel channel, JupyterMessage message, CancellationToken cancellation)
    {
        try
        {
            if (channel == KernelChannel.Shell)
                await shell.Writer.WriteAsync((Interlocked.Increment(ref received), message), cancellation).ConfigureAwait(false);
            else if (channel == KernelChannel.Control)
                await control.Writer.WriteAsync(message, cancellation).ConfigureAwait(false);
            else if (message.Type == "input_reply")
                input.Answer(message);
            else
                log.Note("unknown", $"stdin: a message of type '{message.Type}' came, which means nothing there.");
        }
        catch (ChannelClosedException)
        {
            // The kernel ends.
        }
    }

    private async Task AnswerShellAsync()
    {
        await foreach (var (number, message) in shell.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            if (message.Type == "execute_request")
                await GuardAsync(KernelChannel.Shell, message, () => ExecuteAsync(number, message)).ConfigureAwait(false);
            else
                await AnswerAsync(KernelChannel.Shell, message).ConfigureAwait(false);
        }
    }

    private async Task AnswerControlAsync()
    {
        await foreach (var message in control.Reader.ReadAllAsync().ConfigureAwait(false))
            await AnswerAsync(KernelChannel.Control, message).ConfigureAwait(false);
    }

    private async Task AnswerAsync(KernelChannel channel, JupyterMessage message)
    {
        if (message.Type is "interrupt_request" or "shutdown_request" || answers.Knows(message.Type))
            await GuardAsync(channel, message, () => ReplyAsync(channel, message)).ConfigureAwait(false);
        else
            log.Note("unknown", $"{channel}: a message of type '{message.Type}' came, which this kernel does not know; it was ignored.");
        if (message.Type == "shutdown_request")
            ended.TrySetResult();
    }

    /// <summary>Says busy before and idle after; a fault of the kernel's own ends neither it nor the front end's waiting.</summary>
    private async Task GuardAsync(KernelChannel channel, JupyterMessage message, Func<Task> answer)
    {
        Status(message, "busy");
        try
        {
            await answer().ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            log.Note("fault", $"{channel}: {message.Type} could not be answered: {fault}");
            var content = ErrorText.Content(new CellError(fault.GetType().Name, $"The kernel could not answer: {fault.Message}", null, []));
            content["status"] = "error";
            sockets.Reply(channel, message, RequestAnswers.ReplyTo(message.Type), content);
        }
        Status(message, "idle");
    }

    private async Task ExecuteAsync(long number, JupyterMessage message)
    {
        JsonObject reply;
        if (number <= abortedUpTo)
        {
            reply = cells.Abort();
        }
        else
        {
            input.Begin(message);
            reply = await cells.RunAsync(message).ConfigureAwait(false);
            if ((string?)reply["status"] == "error" && message.Flag("stop_on_error", true))
                abortedUpTo = Interlocked.Read(ref received);
        }
        sockets.Reply(KernelChannel.Shell, message, "execute_reply", reply);
    }

    private async Task ReplyAsync(KernelChannel channel, JupyterMessage message)
    {
        switch (message.Type)
        {
            case "interrupt_request":
                Interrupt();
                sockets.Reply(channel, message, "interrupt_reply", new JsonObject { ["status"] = "ok" });
                break;
            case "shutdown_request":
                JsonObject Content() => new() { ["status"] = "ok", ["restart"] = message.Flag("restart", false) };
                sockets.Reply(channel, message, "shutdown_reply", Content());
                sockets.Publish("shutdown_reply", message.Header, Content());
                break;
            default:
                if (await answers.AnswerAsync(message).ConfigureAwait(false) is { } content)
                    sockets.Reply(channel, message, RequestAnswers.ReplyTo(message.Type), content);
                break;
        }
    }

    private void Status(JupyterMessage message, string state) =>
        sockets.Publish("status", message.Header, new JsonObject { ["execution_state"] = state });
}
