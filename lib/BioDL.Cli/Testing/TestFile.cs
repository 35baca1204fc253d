using System.Xml;
using System.Xml.Linq;

namespace BioDL.Cli.Testing;

/// <summary>How a test ended.</summary>
internal enum TestOutcome
{
    Passed,
    Failed,
    Skipped,
}

/// <summary>One test's result.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Message">Why it failed or was skipped; empty when it passed.</param>
internal sealed record TestResult(string Name, TestOutcome Outcome, string Message);

/// <summary>What one test project left behind (a <c>.trx</c> file), read strictly: what cannot be read counts as a crash.</summary>
/// <param name="Results">The tests that ran or were skipped.</param>
/// <param name="Crash">Why the run ended before its tests did; null when it came to its end.</param>
internal sealed record TestFile(IReadOnlyList<TestResult> Results, string? Crash)
{
    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    public static TestFile Read(string path)
    {
        try
        {
            var root = XDocument.Load(path).Root!;
            return new TestFile([.. root.Descendants(Trx + "UnitTestResult").Select(ReadResult)], CrashIn(root));
        }
        catch (Exception error) when (error is XmlException or IOException or UnauthorizedAccessException)
        {
            return new TestFile([], $"its results cannot be read: {error.Message}");
        }
    }

    private static TestResult ReadResult(XElement element)
    {
        var outcome = element.Attribute("outcome")?.Value switch
        {
            "Passed" => TestOutcome.Passed,
            "NotExecuted" => TestOutcome.Skipped,
            _ => TestOutcome.Failed,
        };
        var output = element.Element(Trx + "Output");
        var message = output?.Element(Trx + "ErrorInfo")?.Element(Trx + "Message")?.Value ?? output?.Element(Trx + "StdOut")?.Value;
        var place = outcome == TestOutcome.Failed ? PlaceIn(output?.Element(Trx + "ErrorInfo")?.Element(Trx + "StackTrace")?.Value) : "";
        return new TestResult(
            element.Attribute("testName")?.Value ?? "(a test without a name)", outcome,
            outcome == TestOutcome.Passed ? "" : (message ?? "").Trim() + place);
    }

    // The first frame that names a line of ours; the frames of the test framework help nobody.
    private static string PlaceIn(string? stackTrace) => stackTrace?.Split('\n').Select(line => line.Trim())
        .FirstOrDefault(line => line.Contains(":line ", StringComparison.Ordinal)) is { } frame
            ? $"\n{frame[Math.Max(0, frame.IndexOf(" in ", StringComparison.Ordinal) + 1)..]}"
            : "";

    private static bool IsFrame(string line) => line.TrimStart().StartsWith("at ", StringComparison.Ordinal);

    private static string? CrashIn(XElement root)
    {
        var summary = root.Element(Trx + "ResultSummary");
        if (summary is null)
            return "its results end in the middle";
        var errors = summary.Descendants(Trx + "RunInfo").Where(info => info.Attribute("outcome")?.Value == "Error")
            .Select(info => info.Element(Trx + "Text")?.Value.Trim() ?? "")
            // xunit also reports each failed test once more here.
            .Where(text => !text.StartsWith("[xUnit.net", StringComparison.Ordinal)).ToList();
        if (errors.Count > 0)
            return string.Join('\n', errors.SelectMany(text => text.Split('\n')).Where(line => !IsFrame(line)));
        return summary.Attribute("outcome")?.Value is "Aborted" or "Error" ? "its process ended before its tests did" : null;
    }
}
