namespace BioDL.Tests.Images.Codecs;

/// <summary>A test in which Debian's Python reads what we wrote.</summary>
public sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute()
    {
        string[] packages = ["tifffile", "PIL", "numpy"];
        if (!File.Exists("/usr/bin/python3") || !packages.All(package => Directory.Exists($"/usr/lib/python3/dist-packages/{package}")))
            Skip = "needs Debian's python3-tifffile, python3-pil and python3-numpy: run environment/install-test-tools.sh";
    }
}
