using System.Security.Cryptography;
using System.Text;

namespace BioDL.Notebooks.Pages;

/// <summary>The scripts of a page, and the policy that lets exactly those run.</summary>
internal static class PageScript
{
    /// <summary>Reads the Plotly script; null when there is none to read.</summary>
    public static string? ReadPlotly(string? path) => path is not null && File.Exists(path) ? Embeddable(File.ReadAllText(path)) : null;

    /// <summary>A script that can stand within a page: nothing in it ends the element, and the parser leaves each character alone.</summary>
    public static string Embeddable(string script) => script
        .ReplaceLineEndings("\n")
        .Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase)
        .Replace("<!--", "<\\!--", StringComparison.Ordinal);

    /// <summary>
    /// The content security policy: nothing is fetched, and only scripts whose SHA-256 is named run, so a script that came with a notebook
    /// does not, nor does a <c>javascript:</c> address or an event handler. Plotly needs no <c>unsafe-eval</c>; it writes styles.
    /// </summary>
    public static string Policy(IEnumerable<string> scripts)
    {
        var hashes = string.Concat(scripts.Select(script => $" 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}'"));
        return "default-src 'none'; img-src data: blob:; style-src 'unsafe-inline'; "
            + $"script-src {(hashes.Length == 0 ? "'none'" : hashes.TrimStart())}; base-uri 'none'; form-action 'none'";
    }
}
