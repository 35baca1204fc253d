using System.Net;
using BioDL.Hosting;

namespace BioDL.Statistics;

/// <summary>The result of a statistical method: numbers, and one plain sentence that can go into a paper.</summary>
public abstract record Finding : IDisplayable
{
    /// <summary>What to distrust about this result, each a sentence; empty when nothing special was found.</summary>
    public IReadOnlyList<string> Cautions { get; init; } = [];

    /// <summary>The result in one sentence, or a few.</summary>
    protected abstract string Sentence { get; }

    /// <summary>The result in plain words, with the cautions after it.</summary>
    public sealed override string ToString() => string.Join(" ", [Sentence, .. Cautions]);

    /// <summary>The sentence as text and as a paragraph, the cautions set apart.</summary>
    public MimeBundle ToMimeBundle()
    {
        var cautions = string.Concat(Cautions.Select(caution => $"<br><em>{WebUtility.HtmlEncode(caution)}</em>"));
        return MimeBundle.OfText(ToString()).With(MimeBundle.Html, $"<p>{WebUtility.HtmlEncode(Sentence)}{cautions}</p>");
    }
}
