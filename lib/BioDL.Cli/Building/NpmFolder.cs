using BioDL.Cli.Processes;

namespace BioDL.Cli.Building;

/// <summary>Runs npm in a folder of its own, which appears under its final name only when it is complete.</summary>
/// <param name="description">The folder that holds package.json, package-lock.json and .npmrc.</param>
internal sealed class NpmFolder(string description)
{
    /// <summary>What decides about the parts.</summary>
    public static readonly IReadOnlyList<string> Inputs = ["package.json", "package-lock.json", ".npmrc"];

    /// <summary>Installs what the lock file names.</summary>
    /// <param name="target">The folder to make; one that is there already is left as it is.</param>
    /// <param name="marker">A file or folder below the target without which the parts are of no use.</param>
    /// <param name="patience">How long npm may wait for an answer.</param>
    /// <param name="finish">What is to be done with the unfinished folder before it gets its name.</param>
    /// <param name="cancellation">Ends npm.</param>
    /// <returns>Why it could not be done, or null when it was.</returns>
    public async Task<string?> InstallAsync(string target, string marker, TimeSpan patience, Action<string> finish, CancellationToken cancellation)
    {
        var unfinished = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            Prepare(unfinished);
            if (await RunAsync(unfinished, patience, cancellation).ConfigureAwait(false) is { } reason && !IsThere(unfinished, marker))
                return reason;
            if (!IsThere(unfinished, marker))
                return "npm fetched it, but something of it is missing";
            finish(unfinished);
            if (!Directory.Exists(target))
                Directory.Move(unfinished, target);
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return IsThere(target, marker) ? null : $"it could not be stored: {error.Message}";
        }
        finally
        {
            Discard(unfinished);
        }
    }

    private static bool IsThere(string folder, string marker) => Path.Exists(Path.Combine(folder, marker));

    private void Prepare(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var name in Inputs.Where(name => File.Exists(Path.Combine(description, name))))
            File.Copy(Path.Combine(description, name), Path.Combine(folder, name));
    }

    private static async Task<string?> RunAsync(string folder, TimeSpan patience, CancellationToken cancellation)
    {
        string[] npm = ["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline", "--loglevel=error", "--fetch-retries=1",
            FormattableString.Invariant($"--fetch-timeout={patience.TotalMilliseconds:0}"), "--prefix", folder];
        // On Windows npm is a command script, which only its shell can start.
        var options = OperatingSystem.IsWindows()
            ? new ChildOptions { Program = "cmd.exe", Arguments = ["/d", "/c", "npm", .. npm], Folder = folder }
            : new ChildOptions { Program = "npm", Arguments = npm, Folder = folder };
        var lines = new List<string>();
        var code = await Child.RunAsync(options, lines.Add, cancellation).ConfigureAwait(false);
        if (code is null)
            return "npm (Node.js) was not found; install Node.js";
        if (code == 0)
            return null;
        var said = lines.FirstOrDefault(line => line.Contains("npm error", StringComparison.Ordinal) && !line.EndsWith("code", StringComparison.Ordinal));
        return $"npm could not fetch it (exit code {code}{(said is null ? "" : ": " + said.Trim())}); check the network or the proxy";
    }

    private static void Discard(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Left for the next prune.
        }
    }
}
