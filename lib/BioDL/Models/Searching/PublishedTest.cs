namespace BioDL.Models;

/// <summary>What the zoo's own test run found: whether the model runs and gives the published output, not whether it is any good.</summary>
/// <param name="Passed">Whether all tests passed.</param>
/// <param name="CoreVersion">Version of bioimageio.core that ran them.</param>
/// <param name="Failure">The first test that failed, and why, shortened; null when all passed.</param>
/// <param name="DocumentationRemark">What the test says about the documentation: <c>No '# Validation' (sub)section found.</c></param>
public sealed record PublishedTest(bool Passed, string CoreVersion, string? Failure, string? DocumentationRemark)
{
    private const int LongestReason = 160;

    /// <summary>Reads a summary; null when it cannot be read or states no result.</summary>
    internal static PublishedTest? Read(ReadOnlySpan<byte> yaml)
    {
        if (yaml.Length > PackageLimits.Description)
            return null;
        try
        {
            var root = new Field("", YamlText.Read(System.Text.Encoding.UTF8.GetString(yaml)), new ProblemList());
            return root["status"].Text() is { } status ? Read(root, status) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static PublishedTest Read(Field root, string status)
    {
        Field[] tests = [.. root["tests"].Entries().SelectMany(program => program.Value.Items())];
        var failed = tests.FirstOrDefault(test => test["status"].Text() == "failed");
        var reason = failed is null ? null : $"{failed["name"].Text()}: {failed["error"].Text()}".ReplaceLineEndings(" ");
        return new PublishedTest(
            status == "passed", root["bioimageio_core_version"].Text() ?? "", reason?.Length > LongestReason ? reason[..LongestReason] + "…" : reason,
            tests.Select(test => test["warnings"]).Where(warnings => warnings.IsMap).Select(warnings => warnings["documentation"].Text()).FirstOrDefault(remark => remark is not null));
    }
}
