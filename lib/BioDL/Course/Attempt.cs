using System.Net;
using BioDL.Hosting;

namespace BioDL.Course;

/// <summary>
/// Something that a lesson tries although it may be refused: <c>Attempt.To(() =&gt; model.Test())</c>. A refusal is shown as what it says, and does not stop the notebook; where nothing is refused, the result is shown.
/// </summary>
public sealed class Attempt : IDisplayable
{
    private readonly object? result;

    private Attempt(object? result, string? refusal) => (this.result, Refusal) = (result, refusal);

    /// <summary>Why it was refused; null when it was not.</summary>
    public string? Refusal { get; }

    /// <summary>Tries it.</summary>
    /// <param name="what">What to try; interruption and want of memory are not caught.</param>
    public static Attempt To(Func<object?> what)
    {
        ArgumentNullException.ThrowIfNull(what);
        try
        {
            return new Attempt(what(), null);
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or OutOfMemoryException))
        {
            return new Attempt(null, fault.Message);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Refusal is { } words ? $"Refused: {words}" : $"{result}";

    /// <inheritdoc/>
    public MimeBundle ToMimeBundle() => Refusal is { } words
        ? MimeBundle.OfText(ToString()).With(MimeBundle.Html,
            $"<aside role=\"note\" style=\"border-left:0.4em solid #D55E00;padding:0.5em 1em;margin:0.5em 0\"><strong>Refused</strong><br>{WebUtility.HtmlEncode(words)}</aside>")
        : result is IDisplayable shown ? shown.ToMimeBundle() : MimeBundle.OfText(ToString());
}
