namespace Curriculum.Tests;

/// <summary>A test that needs Debian's nbformat and nbconvert.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class JupyterFactAttribute : FactAttribute
{
    public JupyterFactAttribute()
    {
        if (!File.Exists("/usr/bin/python3") || !Directory.Exists("/usr/lib/python3/dist-packages/nbconvert"))
            Skip = "needs Debian's python3-nbformat and jupyter-nbconvert: run environment/install-test-tools.sh";
    }
}
