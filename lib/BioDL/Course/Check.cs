using System.Globalization;
using System.Net;
using BioDL.Hosting;

namespace BioDL.Course;

/// <summary>
/// Looks at a trainee's own answer and says whether it is right, or what to think of next; it never stops the notebook.
/// <c>Check.Near(myGuess, measured, within: 0.05, "Which pixels does the watershed change?")</c>.
/// </summary>
public sealed record Check : IDisplayable
{
    private Check(bool passed, string words) => (Passed, Words) = (passed, words);

    /// <summary>Whether the answer is right.</summary>
    public bool Passed { get; }

    /// <summary>What the trainee reads.</summary>
    public string Words { get; }

    /// <summary>Checks a number that was predicted or chosen.</summary>
    /// <param name="answer">The trainee's number.</param>
    /// <param name="measured">The right one.</param>
    /// <param name="within">The largest difference that is still right.</param>
    /// <param name="hint">What to think of when it is wrong; it must not give the answer away.</param>
    public static Check Near(double answer, double measured, double within, string hint) => Math.Abs(answer - measured) <= within
        ? new Check(true, string.Create(CultureInfo.InvariantCulture, $"Right: you said {answer:0.###}, measured was {measured:0.###}."))
        : new Check(false, string.Create(CultureInfo.InvariantCulture, $"Not yet: you said {answer:0.###}. {hint}"));

    /// <summary>Checks a statement about the trainee's own result.</summary>
    /// <param name="holds">Whether it holds.</param>
    /// <param name="praise">What to say when it does.</param>
    /// <param name="hint">What to think of when it doesn't.</param>
    public static Check That(bool holds, string praise, string hint) => new(holds, holds ? $"Right: {praise}" : $"Not yet: {hint}");

    /// <inheritdoc/>
    public override string ToString() => Words;

    /// <summary>A note with a mark that does not rest on colour alone.</summary>
    public MimeBundle ToMimeBundle() => MimeBundle.OfText(Words).With(MimeBundle.Html,
        $"<aside role=\"note\" style=\"border-left:0.4em solid {(Passed ? "#009E73" : "#E69F00")};padding:0.5em 1em;margin:0.5em 0\">"
        + $"<strong>{(Passed ? "✓" : "→")}</strong> {WebUtility.HtmlEncode(Words)}</aside>");
}
