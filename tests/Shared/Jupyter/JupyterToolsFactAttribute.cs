namespace BioDL.Tests.Jupyter;

/// <summary>A test that needs programs of Jupyter's from Debian; it is skipped, and says so, on a machine without them.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class JupyterToolsFactAttribute : FactAttribute
{
    private const string Modules = "/usr/lib/python3/dist-packages";

    /// <summary>Skips the test unless Python's modules are there.</summary>
    /// <param name="modules">Their names: "nbclient".</param>
    public JupyterToolsFactAttribute(params string[] modules)
    {
        var missing = modules.Where(module => !Directory.Exists(Path.Combine(Modules, module))).ToList();
        if (!File.Exists(Python) || missing.Count > 0)
            Skip = $"needs Debian's Python with {string.Join(", ", missing.Count > 0 ? missing : [.. modules])}: run environment/install-test-tools.sh";
    }

    /// <summary>Debian's Python; another one on the path has not its modules.</summary>
    public static string Python => "/usr/bin/python3";
}
