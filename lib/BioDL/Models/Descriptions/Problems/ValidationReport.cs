using BioDL.Display;
using BioDL.Hosting;

namespace BioDL.Models;

/// <summary>What was found in a description when it was read. As the last line of a cell it shows as a table.</summary>
public sealed class ValidationReport : IDisplayable
{
    internal ValidationReport(string name, string format, IReadOnlyList<DescriptionProblem> problems) => (Name, Format, Problems) = (name, format, problems);

    /// <summary>The description.</summary>
    public string Name { get; }

    /// <summary>The format that it says it is written in.</summary>
    public string Format { get; }

    /// <summary>Errors and warnings, in the order in which they were found.</summary>
    public IReadOnlyList<DescriptionProblem> Problems { get; }

    /// <summary>What keeps the description from being used.</summary>
    public IReadOnlyList<DescriptionProblem> Errors => [.. Problems.Where(problem => problem.IsError)];

    /// <summary>What should be better.</summary>
    public IReadOnlyList<DescriptionProblem> Warnings => [.. Problems.Where(problem => !problem.IsError)];

    /// <summary>Whether the description can be used.</summary>
    public bool IsValid => Errors.Count == 0;

    /// <inheritdoc/>
    public override string ToString() => Problems.Count == 0 ? Heading : ToTable().ToString();

    /// <inheritdoc/>
    public MimeBundle ToMimeBundle() => Problems.Count == 0 ? MimeBundle.OfText(Heading) : ToTable().ToMimeBundle();

    private string Heading => $"{Name} (format {Format}): {Count(Errors.Count, "error")}, {Count(Warnings.Count, "warning")}";

    private static string Count(int number, string what) => $"{(number == 0 ? "no" : number)} {what}{(number == 1 ? "" : "s")}";

    private Table ToTable() => Table.Of(
        Problems.OrderByDescending(problem => problem.IsError),
        ("", problem => problem.IsError ? "error" : "warning"), ("Where", problem => problem.Path), ("Line", problem => problem.Line),
        ("Found", problem => problem.Found), ("Expected", problem => problem.Expected)).Titled(Heading);
}
