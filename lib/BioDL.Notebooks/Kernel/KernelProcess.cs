using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using BioDL.Notebooks.Kernel.Messaging;
using BioDL.Notebooks.Session;
using BioDL.Notebooks.Worker;

namespace BioDL.Notebooks.Kernel;

/// <summary>The process of a kernel: from the connection file to the end that a front end asks for, or that comes with the front end's own.</summary>
internal static class KernelProcess
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    /// <param name="connectionPath">The connection file.</param>
    /// <param name="libraries">Folders in which <c>#r "Name.dll"</c> looks; none for the library of the same build.</param>
    public static async Task<int> RunAsync(string connectionPath, IReadOnlyList<string> libraries)
    {
        await using var errors = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { AutoFlush = true };
        var log = new KernelLog(errors);
        ConnectionFile connection;
        try
        {
            connection = ConnectionFile.Read(connectionPath);
        }
        catch (FormatException fault)
        {
            await errors.WriteLineAsync(fault.Message).ConfigureAwait(false);
            return 2;
        }
        using var use = KeepBuild();
        try
        {
            await ServeAsync(connection, connectionPath, libraries, log).ConfigureAwait(false);
        }
        catch (SocketException fault)
        {
            await errors.WriteLineAsync($"A port that {connectionPath} names cannot be listened on: {fault.Message}. Start the kernel from Jupyter again.").ConfigureAwait(false);
            return 1;
        }
        // A cell may have left threads behind that would keep the process.
        Environment.Exit(0);
        return 0;
    }

    private static async Task ServeAsync(ConnectionFile connection, string connectionPath, IReadOnlyList<string> libraries, KernelLog log)
    {
        using var ending = new CancellationTokenSource();
        await using var server = new KernelServer(connection, OutputFolder(), () => StartSession(libraries), log);
        using var interrupts = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            signal.Cancel = true;
            server.Interrupt();
        });
        using var terminations = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            ending.Cancel();
        });
        using var watch = WatchParent(ending);
        TakeConsole(server);
        if (server.Connection != connection)
            server.Connection.WritePorts(connectionPath);
        await server.RunAsync(ending.Token).ConfigureAwait(false);
    }

    /// <summary>A build that somebody uses is not cleared away; see BuildStore of the command line.</summary>
    private static FileStream? KeepBuild()
    {
        try
        {
            return new FileStream(Path.Combine(AppContext.BaseDirectory, "..", "in-use"), FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>A session that has compiled and run something: the first cell of a trainee's then takes no longer than the next ones.</summary>
    private static CSharpSession StartSession(IReadOnlyList<string> libraries)
    {
        var session = new CSharpSession(new SessionOptions
        {
            SearchPath = libraries.Count > 0 ? libraries : [Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "lib"))],
        });
        session.ExecuteAsync("0", "cell 0").GetAwaiter().GetResult();
        return session;
    }

    /// <summary>Results go where those of 'biodl run' go, unless somebody names another folder.</summary>
    private static string OutputFolder() =>
        Environment.GetEnvironmentVariable("BIODL_OUTPUT") is { Length: > 0 } named ? Path.GetFullPath(named)
        : Environment.GetEnvironmentVariable("BIODL_ROOT") is { Length: > 0 } root ? Path.Combine(root, "output")
        : Environment.CurrentDirectory;

    private static void TakeConsole(KernelServer server)
    {
        Console.SetOut(new CellConsole(text => server.Host.Write("stdout", text)));
        Console.SetError(new CellConsole(text => server.Host.Write("stderr", text)));
        Console.SetIn(new CellInput());
    }

    /// <summary>Jupyter names its own process; a kernel does not outlive it.</summary>
    private static Timer? WatchParent(CancellationTokenSource ending)
    {
        if (!int.TryParse(Environment.GetEnvironmentVariable("JPY_PARENT_PID"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id <= 1
            || OperatingSystem.IsWindows())
            return null;
        return new Timer(
            _ =>
            {
                try
                {
                    using var parent = Process.GetProcessById(id);
                }
                catch (ArgumentException)
                {
                    ending.Cancel();
                }
            },
            null, BetweenLooks, BetweenLooks);
    }
}
