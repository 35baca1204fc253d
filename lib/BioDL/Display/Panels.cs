using BioDL.Hosting;

namespace BioDL.Display;

/// <summary>
/// Pictures and charts side by side, which wrap where the page is narrow: <c>Panels.Of(field.Image.Show("Image"), field.Labels.Show("Truth"))</c>.
/// </summary>
public sealed record Panels : IDisplayable
{
    private const int PanelWidth = 360;

    private readonly IReadOnlyList<Drawing> drawings;

    private Panels(IReadOnlyList<Drawing> drawings) => this.drawings = drawings;

    /// <summary>Puts drawings side by side, in their order.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Panels Of(params IEnumerable<Drawing> drawings)
    {
        ArgumentNullException.ThrowIfNull(drawings);
        Drawing[] all = [.. drawings];
        return all.Length > 0
            ? new Panels(all)
            : throw new ArgumentException("Found no drawing to show; expected at least one, as in Panels.Of(image.Show(\"Image\")).", nameof(drawings));
    }

    /// <summary>The drawings in words, one line each.</summary>
    public override string ToString() => string.Join("\n", drawings.Select((drawing, i) => $"{i + 1}. {drawing.Words}"));

    /// <summary>One HTML fragment with the drawings inside, and their descriptions as plain text.</summary>
    public MimeBundle ToMimeBundle() => MimeBundle.OfText(ToString()).With(MimeBundle.Html,
        "<div style=\"display:flex;flex-wrap:wrap;gap:12px;align-items:flex-start\">"
        + string.Concat(drawings.Select(drawing => drawing.ToFigure("flex:1 1 260px;min-width:0;max-width:512px", PanelWidth))) + "</div>");
}
