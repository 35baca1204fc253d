using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BioDL.Notebooks.Session.Hints;

/// <summary>Missing semicolons, brackets and quotation marks, commas in numbers, and = where == is meant.</summary>
internal static partial class SyntaxHints
{
    public static string? Hint(Mistake mistake) => CommaInNumber(mistake) ?? mistake.Error.Id switch
    {
        "CS1002" => $"a statement ends with a semicolon: put ; at the end of line {mistake.Line.LineNumber + 1}.",
        "CS1026" => "a ( has no ) that closes it.",
        "CS1513" => "a { has no } that closes it.",
        "CS1514" => "a { is missing here.",
        "CS1003" when IsOpen(mistake, '[', ']') => "a [ has no ] that closes it.",
        "CS1003" when IsOpen(mistake, '(', ')') => "a ( has no ) that closes it.",
        "CS1003" when mistake.Error.GetMessage().Contains("','", StringComparison.Ordinal) => "something is missing between two values: a comma, an operator, or a ) before it.",
        "CS1010" or "CS1039" => "a text has no closing quotation mark: put \" at its end, in the same line.",
        "CS8997" or "CS8999" => "a text in three quotation marks has no closing three.",
        "CS1525" when mistake.Written is "=" or "==" => "something is missing beside the = sign.",
        "CS0029" or "CS0131" or "CS0665" when AssignmentInCondition(mistake) is { } assignment => $"to compare write ==, a single = assigns: {assignment.Left} == {assignment.Right}.",
        _ => null,
    };

    private static bool IsOpen(Mistake mistake, char open, char close)
    {
        var line = mistake.Line.ToString();
        return line.Count(sign => sign == open) > line.Count(sign => sign == close);
    }

    /// <summary>The assignment that stands where a comparison belongs.</summary>
    private static AssignmentExpressionSyntax? AssignmentInCondition(Mistake mistake) =>
        mistake.Node.AncestorsAndSelf().Select(node => node switch
        {
            IfStatementSyntax statement => statement.Condition,
            WhileStatementSyntax statement => statement.Condition,
            ConditionalExpressionSyntax choice => choice.Condition,
            _ => null,
        }).FirstOrDefault(condition => condition is not null)?.DescendantNodesAndSelf().OfType<AssignmentExpressionSyntax>().FirstOrDefault();

    private static string? CommaInNumber(Mistake mistake)
    {
        if (mistake.Error.Id is not ("CS1001" or "CS1002" or "CS1003" or "CS1501" or "CS1525" or "CS1729" or "CS7036" or "CS1503" or "CS1026" or "CS1513" or "CS0029"))
            return null;
        var line = mistake.Line.ToString();
        // As it is declared (1,5 in an initial value), or as it is given to a method that takes fewer values.
        var found = mistake.Error.Id is "CS1501" or "CS1729" or "CS1503" or "CS0029" ? InCall().Match(line) : InValue().Match(line);
        return found.Success ? $"numbers are written with a decimal point: {found.Groups[1].Value}.{found.Groups[2].Value} instead of {found.Groups[1].Value},{found.Groups[2].Value}." : null;
    }

    [GeneratedRegex(@"[=<>+*/-]\s*(\d+),(\d+)")]
    private static partial Regex InValue();

    [GeneratedRegex(@"[(=,:]\s*(\d+),(\d+)")]
    private static partial Regex InCall();
}
