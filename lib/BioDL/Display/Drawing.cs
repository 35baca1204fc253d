using BioDL.Hosting;

namespace BioDL.Display;

/// <summary>Something drawn: a <see cref="Picture"/> or a <see cref="Chart"/>. It shows itself as vector graphics, and says in words what it shows.</summary>
public abstract record Drawing : IDisplayable
{
    private protected Drawing()
    {
    }

    /// <summary>The heading; may be empty.</summary>
    public string Title { get; init; } = "";

    /// <summary>What is shown, in words: the alternative for screen readers and plain consoles.</summary>
    public abstract string Description { get; }

    /// <summary>The drawing as a self-contained SVG document with its text alternative.</summary>
    public string ToSvg() => Draw(PreferredWidth, withTitle: true);

    /// <inheritdoc/>
    public virtual MimeBundle ToMimeBundle() => MimeBundle.OfText(Words).With(MimeBundle.Svg, ToSvg());

    /// <summary>Title and description.</summary>
    public sealed override string ToString() => Words;

    /// <summary>Title and description in one text.</summary>
    internal string Words => Title.Length > 0 ? $"{Title}: {Description}" : Description;

    /// <summary>Width in CSS pixels when there is room.</summary>
    internal abstract double PreferredWidth { get; }

    /// <summary>Width in CSS pixels inside of <see cref="Panels"/>.</summary>
    internal const double PanelWidth = 360;

    /// <summary>Draws it so that text has its natural size at the given width.</summary>
    internal abstract string Draw(double width, bool withTitle);
}
