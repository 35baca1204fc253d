namespace BioDL.Tests;

/// <summary>A test of something that Windows does otherwise.</summary>
public sealed class SkippableOnWindowsFactAttribute : FactAttribute
{
    public SkippableOnWindowsFactAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = "tests what Linux and macOS do";
    }
}
