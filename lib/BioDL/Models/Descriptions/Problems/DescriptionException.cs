namespace BioDL.Models;

/// <summary>A description that cannot be used; the message lists all that is wrong with it.</summary>
public sealed class DescriptionException : Exception
{
    internal DescriptionException(string name, IReadOnlyList<DescriptionProblem> problems, Exception? inner = null)
        : base(Write(name, problems), inner) => Problems = problems;

    /// <summary>Errors and warnings, in the order in which they were found.</summary>
    public IReadOnlyList<DescriptionProblem> Problems { get; }

    private static string Write(string name, IReadOnlyList<DescriptionProblem> problems)
    {
        DescriptionProblem[] errors = [.. problems.Where(problem => problem.IsError)];
        return $"{name} is no valid description of a model. {(errors.Length == 1 ? "One thing is" : $"{errors.Length} things are")} wrong:\n"
            + string.Join("\n", errors.Select(error => "- " + error));
    }
}
