namespace BioDL.Notebooks.Pages;

/// <summary>What a page needs beside the notebook itself.</summary>
public sealed record PageParts
{
    /// <summary>
    /// Path of the minified Plotly script. It is written into a page once, and only when the page has a chart; null, or a file that is
    /// not there, shows charts as still pictures.
    /// </summary>
    public string? PlotlyScript { get; init; }

    /// <summary>The course's name, shown above the title.</summary>
    public string CourseTitle { get; init; } = "BioDL: deep learning for your microscope images";

    /// <summary>Address of the index page relative to this page; null leaves the course's name without a link.</summary>
    public string? IndexFile { get; init; }

    /// <summary>
    /// Pages of other notebooks by notebook name (<c>01-start-simple</c>): links to <c>….ipynb</c> lead there. A link to a notebook that
    /// is not in here is shown as plain text, since it would lead nowhere.
    /// </summary>
    public IReadOnlyDictionary<string, string> Pages { get; init; } = new Dictionary<string, string>();

    /// <summary>What made the page, shown in its footer: names with versions.</summary>
    public IReadOnlyList<string> Versions { get; init; } =
    [
        $"BioDL {typeof(PageParts).Assembly.GetName().Version?.ToString(3)}",
        $".NET {Environment.Version}",
    ];
}
