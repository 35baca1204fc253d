using System.Security.Cryptography;
using System.Text;
using BioDL.Cli.Processes;

namespace BioDL.Cli.Building;

/// <summary>
/// The parts that come from npm: the script that makes charts interactive. They lie in a folder named after the lock file's contents, so
/// that every build with the same lock uses the same folder.
/// </summary>
internal sealed class NpmParts(string environment, string state)
{
    private static readonly string[] Inputs = ["package.json", "package-lock.json", ".npmrc"];

    private string Folder => Path.Combine(state, "npm-" + Fingerprint());

    /// <summary>Path of the chart script, or null when the parts are not installed.</summary>
    public string? PlotlyScript
    {
        get
        {
            var path = ScriptIn(Folder);
            return File.Exists(path) ? path : null;
        }
    }

    /// <summary>Installs the parts unless they are there. Without them charts are still pictures, so this never fails: it warns.</summary>
    public async Task EnsureAsync(Action<string> say, CancellationToken cancellation)
    {
        if (PlotlyScript is not null)
            return;
        var target = Folder;
        var unfinished = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            Prepare(unfinished);
            if (await InstallAsync(unfinished, cancellation).ConfigureAwait(false) is { } reason)
                say($"Note: charts will be still pictures, because {reason}. Everything else works; the next start tries again.");
            else if (!Directory.Exists(target))
                Directory.Move(unfinished, target);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (PlotlyScript is null)
                say($"Note: charts will be still pictures, because their parts could not be stored: {error.Message}");
        }
        finally
        {
            Discard(unfinished);
        }
    }

    private void Prepare(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var name in Inputs.Where(name => File.Exists(Path.Combine(environment, name))))
            File.Copy(Path.Combine(environment, name), Path.Combine(folder, name));
    }

    /// <returns>Why it could not be done, or null when it was.</returns>
    private static async Task<string?> InstallAsync(string folder, CancellationToken cancellation)
    {
        string[] npm = ["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline", "--loglevel=error",
            "--fetch-retries=1", "--fetch-timeout=30000", "--prefix", folder];
        // On Windows npm is a command script, which only its shell can start.
        var options = OperatingSystem.IsWindows()
            ? new ChildOptions { Program = "cmd.exe", Arguments = ["/d", "/c", "npm", .. npm], Folder = folder }
            : new ChildOptions { Program = "npm", Arguments = npm, Folder = folder };
        var lines = new List<string>();
        var code = await Child.RunAsync(options, lines.Add, cancellation).ConfigureAwait(false);
        if (code is null)
            return "npm (Node.js) was not found; install Node.js to make them interactive";
        if (File.Exists(ScriptIn(folder)))
            return null;
        var said = lines.FirstOrDefault(line => line.Contains("npm error", StringComparison.Ordinal) && !line.EndsWith("code", StringComparison.Ordinal));
        return $"npm could not fetch their script (exit code {code}{(said is null ? "" : ": " + said.Trim())}); check the network or the proxy";
    }

    private static string ScriptIn(string folder) =>
        Path.Combine(folder, "node_modules", "plotly.js-cartesian-dist-min", "plotly-cartesian.min.js");

    private string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in Inputs)
        {
            var path = Path.Combine(environment, name);
            hash.AppendData(Encoding.UTF8.GetBytes(name + "\0"));
            if (File.Exists(path))
                hash.AppendData(File.ReadAllBytes(path));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
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
