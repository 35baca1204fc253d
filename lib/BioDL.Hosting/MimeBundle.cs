using System.Collections;

namespace BioDL.Hosting;

/// <summary>
/// One value in several representations, keyed by MIME type, from which a front end picks the richest that it can show.
/// Text types hold the text itself, binary types (<c>image/png</c>) hold base64, JSON types hold JSON text: the convention of Jupyter's
/// <c>display_data</c> message.
/// </summary>
public sealed class MimeBundle : IReadOnlyDictionary<string, string>
{
    /// <summary>MIME type of the plain-text alternative that every bundle should carry.</summary>
    public const string PlainText = "text/plain";

    /// <summary>MIME type of an HTML fragment.</summary>
    public const string Html = "text/html";

    /// <summary>MIME type of a vector picture.</summary>
    public const string Svg = "image/svg+xml";

    /// <summary>MIME type of a PNG picture; its content is base64.</summary>
    public const string Png = "image/png";

    /// <summary>MIME type of a Plotly figure; its content is JSON text.</summary>
    public const string Plotly = "application/vnd.plotly.v1+json";

    private readonly SortedDictionary<string, string> parts;

    private MimeBundle(SortedDictionary<string, string> parts) => this.parts = parts;

    /// <summary>A bundle without any representation.</summary>
    public static MimeBundle Empty { get; } = new(new SortedDictionary<string, string>(StringComparer.Ordinal));

    /// <inheritdoc/>
    public int Count => parts.Count;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => parts.Keys;

    /// <inheritdoc/>
    public IEnumerable<string> Values => parts.Values;

    /// <inheritdoc/>
    public string this[string key] => parts[key];

    /// <summary>A bundle that says the same in words; screen readers and plain consoles use it.</summary>
    public static MimeBundle OfText(string text) => Empty.With(PlainText, text);

    /// <summary>This bundle with one more representation, or with that representation replaced.</summary>
    /// <param name="mimeType">For instance <c>text/html</c>.</param>
    /// <param name="content">Text, JSON text, or base64 for binary types.</param>
    public MimeBundle With(string mimeType, string content)
    {
        ArgumentException.ThrowIfNullOrEmpty(mimeType);
        ArgumentNullException.ThrowIfNull(content);
        return new MimeBundle(new SortedDictionary<string, string>(parts, StringComparer.Ordinal) { [mimeType] = content });
    }

    /// <summary>This bundle with a PNG picture.</summary>
    public MimeBundle WithPng(ReadOnlySpan<byte> png) => With(Png, Convert.ToBase64String(png));

    /// <summary>Whether a MIME type's content is JSON (<c>application/json</c> and every type that ends in <c>+json</c>).</summary>
    public static bool IsJson(string mimeType) =>
        mimeType == "application/json" || mimeType.EndsWith("+json", StringComparison.Ordinal);

    /// <inheritdoc/>
    public bool ContainsKey(string key) => parts.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out string value) =>
        parts.TryGetValue(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => parts.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
