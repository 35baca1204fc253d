namespace BioDL.Models;

/// <summary>Collects what is wrong with a description while it is read.</summary>
internal sealed class ProblemList
{
    /// <summary>More problems than this are not collected: a file that has them is none that somebody corrects line by line.</summary>
    private const int Most = 100;

    private readonly List<DescriptionProblem> problems = [];

    public IReadOnlyList<DescriptionProblem> All => problems;

    public bool HasErrors { get; private set; }

    /// <summary>Whether an error was found at a path or below it: what was read there is a stand-in.</summary>
    public bool HasErrorsAt(string path) => problems.Any(problem => problem.IsError
        && problem.Path.StartsWith(path, StringComparison.Ordinal) && (problem.Path.Length == path.Length || problem.Path[path.Length] is '.' or '['));

    public void Error(string path, string found, string expected, int? line = null) => Add(new DescriptionProblem(path, found, expected, true, line));

    public void Warn(string path, string found, string expected, int? line = null) => Add(new DescriptionProblem(path, found, expected, false, line));

    private void Add(DescriptionProblem problem)
    {
        HasErrors |= problem.IsError;
        if (problems.Count < Most || (problem.IsError && problems.Count(each => each.IsError) < Most))
            problems.Add(problem);
    }
}
