using BioDL.Tests.Browser;

namespace BioDL.Notebooks.Tests.Pages;

/// <summary>A test that needs Chromium and the Plotly script; it is skipped, and says so, without them.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PlotlyFactAttribute : FactAttribute
{
    /// <summary>Skips the test unless both are there.</summary>
    public PlotlyFactAttribute()
    {
        if (Chromium.Path is null)
            Skip = new ChromiumFactAttribute().Skip;
        else if (Lesson.PlotlyScript is null)
            Skip = "no Plotly script was found: './biodl test' names it in BIODL_PLOTLY when the npm parts could be installed";
    }
}
