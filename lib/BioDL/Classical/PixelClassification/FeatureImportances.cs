using System.Collections;
using System.Globalization;
using System.Net;
using System.Text;
using BioDL.Hosting;

namespace BioDL.Classical;

/// <summary>How much one feature matters to a forest.</summary>
/// <param name="Name">The feature.</param>
/// <param name="Permutation">
/// How many more of the scribbled pixels, as a share, a tree tells wrong once this feature's values are exchanged among them: 0 when it is of no use. Features that say
/// nearly the same stand in for each other, so each of them looks less important than all together are.
/// </param>
/// <param name="Impurity">How much purer splits by this feature make the nodes, as a share of all features; it favours those with many values.</param>
public sealed record FeatureImportance(string Name, double Permutation, double Impurity);

/// <summary>What a pixel classifier looks at, most important first; shows itself as a table with bars.</summary>
public sealed class FeatureImportances : IReadOnlyList<FeatureImportance>, IDisplayable
{
    private const int Shown = 12;

    private readonly IReadOnlyList<FeatureImportance> features;

    internal FeatureImportances(IEnumerable<FeatureImportance> features) =>
        this.features = [.. features.OrderByDescending(feature => feature.Permutation).ThenByDescending(feature => feature.Impurity).ThenBy(feature => feature.Name, StringComparer.Ordinal)];

    /// <inheritdoc/>
    public int Count => features.Count;

    /// <inheritdoc/>
    public FeatureImportance this[int index] => features[index];

    /// <inheritdoc/>
    public IEnumerator<FeatureImportance> GetEnumerator() => features.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => string.Join("\n", features.Take(Shown).Select(feature => $"{Percent(feature.Permutation),6}  {feature.Name}").Prepend(Heading).Concat(Rest));

    /// <summary>The most important features with bars, and the same in words.</summary>
    public MimeBundle ToMimeBundle()
    {
        var largest = Math.Max(1e-9, features.Take(Shown).Select(feature => feature.Permutation).DefaultIfEmpty().Max());
        var html = new StringBuilder($"<table style=\"border-collapse:collapse\"><caption style=\"text-align:left;font-weight:600\">{WebUtility.HtmlEncode(Heading)}</caption>");
        foreach (var feature in features.Take(Shown))
        {
            var width = (100 * Math.Max(0, feature.Permutation) / largest).ToString("0", CultureInfo.InvariantCulture);
            html.Append($"<tr><th scope=\"row\" style=\"text-align:left;font-weight:400;padding:2px 16px 2px 0\">{WebUtility.HtmlEncode(feature.Name)}</th>")
                .Append($"<td style=\"min-width:160px;padding:2px 8px 2px 0\"><div style=\"width:{width}%;height:12px;background:#0072B2\"></div></td>")
                .Append($"<td style=\"text-align:right;padding:2px 0\">{Percent(feature.Permutation)}</td></tr>");
        }
        foreach (var line in Rest)
            html.Append($"<tr><td colspan=\"3\" style=\"text-align:left;font-style:italic\">{WebUtility.HtmlEncode(line)}</td></tr>");
        return MimeBundle.OfText(ToString()).With(MimeBundle.Html, html.Append("</table>").ToString());
    }

    private static string Heading => "More scribbled pixels that a tree tells wrong when one feature's values are exchanged";

    private IEnumerable<string> Rest => Count > Shown ? [$"… and {Count - Shown} more features"] : [];

    private static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
