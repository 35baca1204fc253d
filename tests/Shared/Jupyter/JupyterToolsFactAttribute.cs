using BioDL.Tests.Browser;

namespace BioDL.Tests.Jupyter;

/// <summary>A test that needs programs of Jupyter's from Debian; it is skipped, and says so, on a machine without them.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class JupyterToolsFactAttribute : FactAttribute
{
    private const string Modules = "/usr/lib/python3/dist-packages";

    /// <summary>Skips the test unless everything that it needs is there.</summary>
    /// <param name="needs">Names of Python's modules ("nbclient"), "chromium" or "npm".</param>
    public JupyterToolsFactAttribute(params string[] needs)
    {
        var missing = needs.Where(need => !IsThere(need)).ToList();
        if (!File.Exists(Python) || missing.Count > 0)
            Skip = $"needs {string.Join(", ", missing.Count > 0 ? missing : ["Debian's Python"])}: run environment/install-test-tools.sh (npm comes with Node.js)";
    }

    /// <summary>Debian's Python; another one on the path has not its modules.</summary>
    public static string Python => "/usr/bin/python3";

    private static bool IsThere(string need) => need switch
    {
        "chromium" => Chromium.Path is not null,
        "npm" => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "npm"))),
        _ => Directory.Exists(Path.Combine(Modules, need)),
    };
}
