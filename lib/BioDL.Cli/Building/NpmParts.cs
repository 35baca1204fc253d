using System.Security.Cryptography;
using System.Text;

namespace BioDL.Cli.Building;

/// <summary>
/// The parts that come from npm: the script that makes charts interactive. They lie in a folder named after the lock file's contents, so
/// that every build with the same lock uses the same folder.
/// </summary>
internal sealed class NpmParts(string environment, string state)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly string Script = Path.Combine("node_modules", "plotly.js-cartesian-dist-min", "plotly-cartesian.min.js");

    private string Folder => Path.Combine(state, "npm-" + Fingerprint());

    /// <summary>Path of the chart script, or null when the parts are not installed.</summary>
    public string? PlotlyScript
    {
        get
        {
            var path = Path.Combine(Folder, Script);
            return File.Exists(path) ? path : null;
        }
    }

    /// <summary>Installs the parts unless they are there. Without them charts are still pictures, so this never fails: it warns.</summary>
    public async Task EnsureAsync(Action<string> say, CancellationToken cancellation)
    {
        if (PlotlyScript is null
            && await new NpmFolder(environment).InstallAsync(Folder, Script, Patience, _ => { }, cancellation).ConfigureAwait(false) is { } reason)
            say($"Note: charts will be still pictures, because the script that draws them is missing: {reason}. Everything else works; the next start tries again.");
    }

    private string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in NpmFolder.Inputs)
        {
            var path = Path.Combine(environment, name);
            hash.AppendData(Encoding.UTF8.GetBytes(name + "\0"));
            if (File.Exists(path))
                hash.AppendData(File.ReadAllBytes(path));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }
}
