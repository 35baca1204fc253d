namespace BioDL.Tests.Browser;

/// <summary>A test that needs Chromium; it is skipped, and says so, on a machine without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumFactAttribute : FactAttribute
{
    /// <summary>Skips the test unless there is a browser.</summary>
    public ChromiumFactAttribute()
    {
        if (Chromium.Path is null)
            Skip = "no Chromium was found: install Debian's package 'chromium', or set BIODL_CHROMIUM to the program's path";
    }
}
