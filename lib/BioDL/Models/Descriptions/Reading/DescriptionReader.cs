using System.Text;
using System.Text.RegularExpressions;

namespace BioDL.Models;

/// <summary>Reads descriptions of formats 0.3 to 0.5 into the one model.</summary>
internal static partial class DescriptionReader
{
    /// <summary>The formats that are read.</summary>
    public const string Formats = "0.3.0 to 0.5.x";

    /// <summary>Reads a description.</summary>
    /// <param name="yaml">The file's bytes, UTF-8.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <exception cref="DescriptionException">It cannot be used; the message lists every problem.</exception>
    public static ReadDescription Read(ReadOnlySpan<byte> yaml, string name)
    {
        var problems = new ProblemList();
        var description = Read(yaml, problems);
        return description is not null && !problems.HasErrors
            ? new ReadDescription(description, new ValidationReport(name, description.FormatVersion, problems.All))
            : throw new DescriptionException(name, problems.All);
    }

    /// <summary>All that is wrong with a description, without an exception.</summary>
    public static ValidationReport Validate(ReadOnlySpan<byte> yaml, string name)
    {
        var problems = new ProblemList();
        Read(yaml, problems);
        return new ValidationReport(name, FormatOf(yaml), problems.All);
    }

    /// <summary>The version of the format that a text says, without reading the rest; <c>unknown</c> when it says none.</summary>
    public static string FormatOf(ReadOnlySpan<byte> yaml)
    {
        var match = FormatLine().Match(Encoding.UTF8.GetString(yaml));
        return match.Success ? match.Groups[1].Value : "unknown";
    }

    private static ModelDescription? Read(ReadOnlySpan<byte> yaml, ProblemList problems)
    {
        if (yaml.Length > PackageLimits.Description)
        {
            problems.Error("file", $"{yaml.Length:N0} bytes", $"at most {PackageLimits.Description:N0}");
            return null;
        }
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(yaml).TrimStart('\uFEFF');
            return Read(new Field("", YamlText.Read(text), problems), text);
        }
        catch (DecoderFallbackException fault)
        {
            problems.Error("file", $"bytes that are no UTF-8 text, at byte {fault.Index}", "UTF-8");
        }
        catch (FormatException fault)
        {
            problems.Error("file", fault.Message, "YAML that can be read");
        }
        return null;
    }

    private static ModelDescription? Read(Field root, string text)
    {
        if (!root.IsMap)
        {
            root.Problems.Error("file", root.Content!.Found, "keys and values: format_version, type, name, inputs, outputs, weights, …");
            return null;
        }
        var format = root["format_version"].Required($"a version from {Formats}");
        if (root["type"] is { Exists: true } type && type.Text() is { } kind && kind != "model")
            type.Error("'model'");
        var match = Version3().Match(format);
        if (!match.Success || match.Groups["minor"].Value is not ("3" or "4" or "5"))
        {
            if (format.Length > 0)
                root["format_version"].Error($"a version from {Formats}");
            return null;
        }
        return match.Groups["minor"].Value == "5" ? NewFormat.Read(root, format, text) : OldFormat.Read(root, format, text);
    }

    [GeneratedRegex("""^["']?format_version["']?\s*:\s*["']?([0-9]+\.[0-9]+(?:\.[0-9]+)?)""", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex FormatLine();

    [GeneratedRegex(@"^0\.(?<minor>[0-9])(\.[0-9]{1,3}([a-z0-9.]{0,10})?)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Version3();
}
