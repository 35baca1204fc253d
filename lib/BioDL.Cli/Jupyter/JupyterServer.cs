using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BioDL.Cli.Jupyter;

/// <summary>
/// A Jupyter server of our own: on this machine's loopback address, with a token that it is told through its environment (where other users cannot
/// read it), and with our kernel known to it alone. Its connection files lie in a temporary folder that goes with it.
/// </summary>
internal sealed partial class JupyterServer : IAsyncDisposable
{
    private const int Terminate = 15;
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(10);

    private readonly Process process;
    private readonly DirectoryInfo temporary;
    private readonly Queue<string> lastLines = new();
    private readonly StreamWriter log;

    private JupyterServer(Process process, DirectoryInfo temporary, string logPath)
    {
        this.process = process;
        this.temporary = temporary;
        log = new StreamWriter(logPath) { AutoFlush = true };
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
    }

    /// <summary>The server's address, without token: "http://127.0.0.1:8888/".</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>Whoever has it may run code.</summary>
    public string Token { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));

    /// <summary>Starts a server and waits until it answers.</summary>
    /// <param name="program">Which Jupyter.</param>
    /// <param name="folder">The folder that it shows.</param>
    /// <param name="kernelCall">Program and arguments of our kernel.</param>
    /// <param name="environment">Variables for the server and its kernels.</param>
    /// <param name="logPath">Where what it says goes.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<JupyterServer> StartAsync(
        JupyterProgram program, string folder, IReadOnlyList<string> kernelCall, IReadOnlyDictionary<string, string> environment, string logPath,
        CancellationToken cancellation)
    {
        var temporary = Directory.CreateTempSubdirectory("biodl-jupyter-");
        KernelSpec.Write(Path.Combine(temporary.FullName, "data", "kernels"), kernelCall);
        Directory.CreateDirectory(Path.GetDirectoryName(logPath)!);
        var server = new JupyterServer(new Process { StartInfo = CommandFor(program, folder) }, temporary, logPath);
        try
        {
            server.Prepare(environment);
            server.process.Start();
            server.process.StandardInput.Close();
            server.process.BeginOutputReadLine();
            server.process.BeginErrorReadLine();
            await server.WaitAsync(program, logPath, cancellation).ConfigureAwait(false);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Waits until the server ends by itself, or somebody asks to end.</summary>
    public async Task UntilAsync(CancellationToken cancellation)
    {
        try
        {
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C is how a session with notebooks ends.
        }
    }

    /// <summary>Ends the server with its kernels, and deletes its temporary folder.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await EndAsync().ConfigureAwait(false);
        }
        catch (InvalidOperationException)
        {
            // It was never started, or has ended already.
        }
        process.Dispose();
        lock (lastLines)
            log.Dispose();
        try
        {
            temporary.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A kernel that ends at this moment still had a file there; the system clears its temporary folder by itself.
        }
    }

    private static ProcessStartInfo CommandFor(JupyterProgram program, string folder)
    {
        List<string> arguments = ["--no-browser", "--ip=127.0.0.1", "--port=8888"];
        // In a container everybody is root; the server listens to this machine alone, and only to who has the token.
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
            arguments.Add("--allow-root");
        return new ProcessStartInfo(program.Path, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    private void Prepare(IReadOnlyDictionary<string, string> environment)
    {
        var variables = process.StartInfo.Environment;
        foreach (var (name, value) in environment)
            variables[name] = value;
        variables["JUPYTER_TOKEN"] = Token;
        variables["JUPYTER_RUNTIME_DIR"] = Path.Combine(temporary.FullName, "runtime");
        var data = Path.Combine(temporary.FullName, "data");
        variables["JUPYTER_PATH"] = variables.TryGetValue("JUPYTER_PATH", out var others) && !string.IsNullOrEmpty(others) ? data + Path.PathSeparator + others : data;
    }

    private async Task WaitAsync(JupyterProgram program, string logPath, CancellationToken cancellation)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(5) };
        var clock = Stopwatch.StartNew();
        while (!process.HasExited && clock.Elapsed < StartTimeout)
        {
            if (AddressFromFile() is { } address && await AnswersAsync(client, address, cancellation).ConfigureAwait(false))
            {
                Address = address;
                return;
            }
            await Task.Delay(100, cancellation).ConfigureAwait(false);
        }
        string said;
        lock (lastLines)
            said = string.Concat(lastLines.Select(line => "\n  " + line));
        throw new ProblemException($"""
            {program.Name} ({program.Path}) {(process.HasExited ? $"ended at once with code {process.ExitCode}" : $"did not answer within {StartTimeout.TotalSeconds:0} s")}. What it said last:{said}
            The whole log: {logPath}
            What to do: start '{program.Path}' by itself; when that works, start this command again.
            """);
    }

    /// <summary>The server says in a file which port it got.</summary>
    private Uri? AddressFromFile()
    {
        var runtime = new DirectoryInfo(Path.Combine(temporary.FullName, "runtime"));
        if (!runtime.Exists)
            return null;
        try
        {
            return runtime.EnumerateFiles("*server-*.json").Select(file => JsonNode.Parse(File.ReadAllText(file.FullName))).FirstOrDefault() is { } json
                && (int?)json["port"] is { } port && (string?)json["base_url"] is { } path ? new Uri($"http://127.0.0.1:{port}{path}") : null;
        }
        catch (Exception fault) when (fault is JsonException or IOException)
        {
            return null;
        }
    }

    private async Task<bool> AnswersAsync(HttpClient client, Uri address, CancellationToken cancellation)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, "api/kernelspecs"));
            request.Headers.Authorization = new("token", Token);
            using var answer = await client.SendAsync(request, cancellation).ConfigureAwait(false);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Asked politely, Jupyter ends its kernels too.</summary>
    private async Task EndAsync()
    {
        if (!process.HasExited && !OperatingSystem.IsWindows())
        {
            _ = SendSignal(process.Id, Terminate);
            using var patience = new CancellationTokenSource(EndTimeout);
            await UntilAsync(patience.Token).ConfigureAwait(false);
        }
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
    }

    private void Hear(string? line)
    {
        if (line is null)
            return;
        lock (lastLines)
        {
            lastLines.Enqueue(line);
            if (lastLines.Count > 8)
                lastLines.Dequeue();
            if (log.BaseStream?.CanWrite == true)
                log.WriteLine(line.Replace(Token, "…", StringComparison.Ordinal));
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int process, int signal);
}
