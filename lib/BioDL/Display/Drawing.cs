using BioDL.Hosting;

namespace BioDL.Display;

/// <summary>Something drawn: a <see cref="Picture"/> or a <see cref="Chart"/>. It shows itself, and says in words what it shows.</summary>
public abstract record Drawing : IDisplayable
{
    private protected Drawing()
    {
    }

    /// <summary>The heading; may be empty.</summary>
    public string Title { get; init; } = "";

    /// <summary>What is shown, in words: the alternative for screen readers and plain consoles.</summary>
    public abstract string Description { get; }

    /// <summary>A picture as an HTML figure, and what it shows in words.</summary>
    public virtual MimeBundle ToMimeBundle() => MimeBundle.OfText(Words).With(MimeBundle.Html, ToFigure("max-width:512px", PicturePainter.PageWidth));

    /// <summary>Title and description.</summary>
    public sealed override string ToString() => Words;

    /// <summary>Title and description in one text.</summary>
    internal string Words => Title.Length > 0 ? $"{Title}: {Description}" : Description;

    /// <summary>The drawing as an HTML figure with its heading, as wide as there is room.</summary>
    /// <param name="style">Style of the figure.</param>
    /// <param name="width">Its width in CSS pixels where styles are stripped.</param>
    internal abstract string ToFigure(string style, int width);

    /// <summary>A heading above a figure; nothing when it is empty.</summary>
    internal static string Caption(string title) => title.Length == 0 ? ""
        : $"<figcaption style=\"font:600 16px/1.3 {Svg.Fonts};margin:0 0 6px\">{Svg.Encode(title)}</figcaption>";
}
