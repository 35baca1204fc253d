using System.Globalization;
using System.Net;
using BioDL.Hosting;
using BioDL.Images;

namespace BioDL.Course;

/// <summary>
/// Looks at a trainee's own answer and says whether it is right, or what to think of next; it never stops the notebook.
/// <c>Check.Near(myGuess, measured, within: 0.05, "Which pixels does the watershed change?", "…", "…")</c>. Each further wrong answer in a session gets the
/// next hint: write a nudge first, then more, then nearly all, and never the answer. A check is known by its first hint.
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
    /// <param name="hints">What to think of when it is wrong, from a nudge to nearly all; they must not give the answer away.</param>
    public static Check Near(object? answer, double measured, double within, params string[] hints)
    {
        if (Answers.ReadNumber(answer, out var number) is { } complaint)
            return NotYet(complaint);
        if (!double.IsFinite(measured))
            return NotYet("the figure to compare with could not be computed. Run the cells above from the top; did each of them end well?");
        return Math.Abs(number - measured) <= within
            ? Right(hints, string.Create(CultureInfo.InvariantCulture, $"you said {number:0.###}, measured was {Math.Round(measured, 3) + 0.0:0.###}."))
            : Wrong(hints, string.Create(CultureInfo.InvariantCulture, $"you said {number:0.###}."));
    }

    /// <summary>Checks a statement about the trainee's own result.</summary>
    /// <param name="holds">Whether it holds.</param>
    /// <param name="praise">What to say when it does.</param>
    /// <param name="hints">What to think of when it doesn't, from a nudge to nearly all.</param>
    public static Check That(bool holds, string praise, params string[] hints) => holds ? Right(hints, praise) : Wrong(hints, "");

    /// <summary>Checks a statement that might fail on an unusual answer: <c>Check.That(() =&gt; mine.Count &gt; 3, …)</c>.</summary>
    /// <param name="holds">Says whether it holds; an exception counts as no, and its message is shown.</param>
    /// <param name="praise">What to say when it does.</param>
    /// <param name="hints">What to think of when it doesn't, from a nudge to nearly all.</param>
    public static Check That(Func<bool> holds, string praise, params string[] hints)
    {
        ArgumentNullException.ThrowIfNull(holds);
        try
        {
            return That(holds(), praise, hints);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return NotYet($"your answer could not be looked at: {fault.Message}");
        }
    }

    /// <summary>Checks a choice: <c>Check.Choice(kind, "covariate shift", ["covariate shift", "concept shift"], "…")</c>. Capitals and spaces around it don't count.</summary>
    /// <param name="answer">The trainee's choice; a text, or a value of an enumeration.</param>
    /// <param name="right">The right one.</param>
    /// <param name="among">All that can be chosen.</param>
    /// <param name="hints">What to think of when it is wrong, from a nudge to nearly all.</param>
    public static Check Choice(object? answer, string right, IReadOnlyList<string> among, params string[] hints)
    {
        ArgumentNullException.ThrowIfNull(among);
        if (Answers.ReadChoice(answer, among, out var chosen) is { } complaint)
            return NotYet(complaint);
        return Answers.Same(chosen, right) ? Right(hints, $"{chosen}.") : Wrong(hints, $"you chose {chosen}.");
    }

    /// <summary>Checks a record field by field, by its fields' names: <c>Check.Record(plan, new { Fields = 12, Unit = "field" }, within: 0.01, "…")</c>.</summary>
    /// <param name="answer">The trainee's record; fields that are not expected are passed over.</param>
    /// <param name="right">The fields that are expected, with their values.</param>
    /// <param name="within">The largest difference of numbers that is still right.</param>
    /// <param name="hints">What to think of when it is wrong, from a nudge to nearly all.</param>
    public static Check Record(object? answer, object right, double within = 0, params string[] hints)
    {
        ArgumentNullException.ThrowIfNull(right);
        if (answer is null)
            return NotYet("there is no answer yet. Fill in the exercise, run its cell, then run this one again.");
        var (agreeing, others) = Answers.Compare(answer, right, within);
        return others.Count == 0
            ? Right(hints, $"all {agreeing} fields agree.")
            : Wrong(hints, $"{agreeing} of {agreeing + others.Count} fields are right; look again at {string.Join(", ", others)}.");
    }

    /// <summary>Checks a mask by its overlap with the right one.</summary>
    /// <param name="answer">The trainee's mask.</param>
    /// <param name="right">The right one.</param>
    /// <param name="iou">The smallest intersection over union that is right, 0 to 1; at 1 every pixel must agree.</param>
    /// <param name="hints">What to think of when it is wrong, from a nudge to nearly all.</param>
    public static Check Mask(object? answer, Mask right, double iou = 0.95, params string[] hints)
    {
        ArgumentNullException.ThrowIfNull(right);
        if (Answers.ReadMask(answer, right, out var overlap) is { } complaint)
            return NotYet(complaint);
        var reached = string.Create(CultureInfo.InvariantCulture, $"your mask and the right one overlap with an IoU of {overlap:0.000}");
        return overlap >= iou ? Right(hints, reached + ".")
            : Wrong(hints, string.Create(CultureInfo.InvariantCulture, $"{reached}; {iou:0.###} is asked for."));
    }

    /// <summary>Checks labels, whatever the numbers that the objects bear.</summary>
    /// <param name="answer">The trainee's labels.</param>
    /// <param name="right">The right ones.</param>
    /// <param name="iou">The smallest intersection over union at which an object is the same, above 0; at 1 every pixel must agree.</param>
    /// <param name="hints">What to think of when it is wrong, from a nudge to nearly all.</param>
    public static Check Labels(object? answer, LabelImage right, double iou = 1, params string[] hints)
    {
        ArgumentNullException.ThrowIfNull(right);
        if (Answers.ReadLabels(answer, right, iou, out var match) is { } complaint)
            return NotYet(complaint);
        return match!.FalsePositives + match.FalseNegatives == 0
            ? Right(hints, $"all {match.TruePositives} objects agree.")
            : Wrong(hints, $"{match.TruePositives} of your {match.TruePositives + match.FalsePositives} objects are as they should be"
                + (match.FalseNegatives > 0 ? ", and some are missing." : "."));
    }

    /// <inheritdoc/>
    public override string ToString() => Words;

    /// <summary>A note with a mark that does not rest on colour alone.</summary>
    public MimeBundle ToMimeBundle() => MimeBundle.OfText(Words).With(MimeBundle.Html,
        $"<aside role=\"note\" style=\"border-left:0.4em solid {(Passed ? "#009E73" : "#E69F00")};padding:0.5em 1em;margin:0.5em 0\">"
        + $"<strong>{(Passed ? "✓" : "→")}</strong> {WebUtility.HtmlEncode(Words)}</aside>");

    private static Check NotYet(string words) => new(false, $"Not yet: {words}");

    private static Check Right(string[] hints, string words)
    {
        Tries.OfSession.Right(Identity(hints));
        return new Check(true, $"Right: {words}");
    }

    private static Check Wrong(string[] hints, string words)
    {
        var before = Tries.OfSession.Wrong(Identity(hints));
        if (hints.Length == 0)
            return NotYet($"{words} Look at the pictures above once more, and change one thing at a time.".TrimStart());
        var level = Math.Min(before, hints.Length - 1);
        var hint = hints.Length == 1 ? hints[0] : $"Hint {level + 1} of {hints.Length}: {hints[level]}";
        return NotYet($"{words} {hint}".TrimStart());
    }

    private static string Identity(string[] hints) => hints.Length == 0 ? "" : hints[0];
}
