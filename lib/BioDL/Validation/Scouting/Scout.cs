using BioDL.Data;
using BioDL.Images;
using BioDL.Statistics;

namespace BioDL.Validation;

/// <summary>
/// A choice among candidates that statistics can defend: all on the same labelled fields, beside baselines that learn nothing.
/// <code>
/// var scout = Scout.Compare(fields, margin: 0.05, ("Zoo U-Net", Zoo.Open("unet2d-nuclei-broad").Segment), ("One line", image => …));
/// </code>
/// Choose the fields apart from those of the final test: whoever wins among several has had some luck on the fields that chose it.
/// </summary>
public sealed partial class Scout
{
    private readonly ScoutOptions options;
    private readonly ScoutDecision decision;

    private Scout(IReadOnlyList<Sample> fields, IReadOnlyList<CandidateResult> candidates, ScoutOptions options)
    {
        (Fields, Candidates, this.options) = (fields, candidates, options);
        decision = ScoutDecision.Of(candidates, options);
        Best = candidates.MaxBy(candidate => candidate.MeanScore)!;
    }

    /// <summary>The labelled images, in the order in which they were given.</summary>
    public IReadOnlyList<Sample> Fields { get; }

    /// <summary>Number of independent fields that they come from: the n of every statistic here.</summary>
    public int IndependentFields => decision.Fields;

    /// <summary>The candidates in the order in which they were given, then the baselines.</summary>
    public IReadOnlyList<CandidateResult> Candidates { get; }

    /// <summary>The candidate with the highest mean score; whether it is better than the others is another question: see <see cref="Alike"/>.</summary>
    public CandidateResult Best { get; }

    /// <summary>Every two candidates, the better one first; none where there are fewer than 6 independent fields.</summary>
    public IReadOnlyList<CandidatePair> Pairs => decision.Pairs;

    /// <summary>The best candidate, and those that were shown to be equivalent to it within the margin or could not be told from it, highest mean score first. Choose among them by time, memory or ease.</summary>
    public IReadOnlyList<CandidateResult> Alike => [.. Candidates.OrderByDescending(candidate => candidate.MeanScore).Where(candidate => !IsWorse(candidate))];

    /// <summary>Those that were shown to be equivalent to the best within the margin, at 0.05 after adjustment.</summary>
    public IReadOnlyList<CandidateResult> Equivalent => [.. Candidates.Where(candidate => WithBest(candidate)?.Verdict == Verdict.Equivalent).OrderByDescending(candidate => candidate.MeanScore)];

    /// <summary>
    /// The smallest mean difference that so many fields show in 4 of 5 studies, at 0.05 shared among all pairs (Bonferroni), where differences spread over fields as they do here: in the middle one of the pairs
    /// among which the choice is open (<see cref="Alike"/>), or between the two best. Null of a single field, or where no difference varies. The difference that was found plays no part in it.
    /// </summary>
    public DesignResult? SmallestDifference
    {
        get
        {
            CandidateResult[] near = [.. Alike.Count > 1 ? Alike : Candidates.OrderByDescending(candidate => candidate.MeanScore).Take(2)];
            double[] spreads = IndependentFields < 2 ? [] : [.. Statistics.Compare.Pairs(near.Length).Select(pair => ScoutDecision.Spread(near[pair.First], near[pair.Second])).Where(spread => spread > 0)];
            return spreads.Length == 0 ? null : Design.SmallestDetectable(IndependentFields, Summary.Median(spreads), 0.8, ScoutDecision.Significance / AllPairs);
        }
    }

    private int AllPairs => Candidates.Count * (Candidates.Count - 1) / 2;

    /// <summary>
    /// Compares candidates on labelled fields. Each runs once unmeasured, then all on every field in turn; shows progress and can be interrupted. A candidate that throws on an image or gives labels of another
    /// size scores 0 there and is named in the report.
    /// </summary>
    /// <param name="fields">Labelled fields, at least one; none of them twice.</param>
    /// <param name="margin">The largest difference of mean accuracies that doesn't matter, above 0: fix it before you look.</param>
    /// <param name="candidates">Names and methods, from an image to its objects. A model's own <c>Segment</c> is recognised as such.</param>
    /// <exception cref="ArgumentException">There is no field or no candidate, one comes twice, or fewer than two candidates are left with the baselines.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The margin is not above 0.</exception>
    /// <exception cref="OperationCanceledException">The user interrupted the cell.</exception>
    public static Scout Compare(IEnumerable<Sample> fields, double margin, params IEnumerable<(string Name, Func<Image, LabelImage> Segment)> candidates) =>
        Compare(fields, new ScoutOptions { Margin = margin }, candidates);

    /// <summary>Compares candidates, with a score or an IoU of one's own.</summary>
    /// <param name="fields">Labelled fields, at least one; none of them twice.</param>
    /// <param name="options">Margin, score, IoU, baselines, seed.</param>
    /// <param name="candidates">Names and methods, from an image to its objects.</param>
    /// <inheritdoc cref="Compare(IEnumerable{Sample}, double, IEnumerable{ValueTuple{string, Func{Image, LabelImage}}})" path="/exception"/>
    public static Scout Compare(IEnumerable<Sample> fields, ScoutOptions options, params IEnumerable<(string Name, Func<Image, LabelImage> Segment)> candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        return Compare(fields, options, candidates.Select(candidate => Candidate.Of(candidate.Name, candidate.Segment)));
    }

    /// <summary>Compares candidates, among them models: <c>Scout.Compare(fields, 0.05, Candidate.Of(model), Candidate.Of("Ours", Segment))</c>.</summary>
    /// <param name="fields">Labelled fields, at least one; none of them twice.</param>
    /// <param name="margin">The largest difference of mean accuracies that doesn't matter, above 0.</param>
    /// <param name="candidates">The candidates.</param>
    /// <inheritdoc cref="Compare(IEnumerable{Sample}, double, IEnumerable{ValueTuple{string, Func{Image, LabelImage}}})" path="/exception"/>
    public static Scout Compare(IEnumerable<Sample> fields, double margin, params IEnumerable<Candidate> candidates) => Compare(fields, new ScoutOptions { Margin = margin }, candidates);

    /// <summary>Compares candidates, among them models, with a score or an IoU of one's own.</summary>
    /// <param name="fields">Labelled fields, at least one; none of them twice.</param>
    /// <param name="options">Margin, score, IoU, baselines, seed.</param>
    /// <param name="candidates">The candidates.</param>
    /// <inheritdoc cref="Compare(IEnumerable{Sample}, double, IEnumerable{ValueTuple{string, Func{Image, LabelImage}}})" path="/exception"/>
    public static Scout Compare(IEnumerable<Sample> fields, ScoutOptions options, params IEnumerable<Candidate> candidates)
    {
        ArgumentNullException.ThrowIfNull(fields);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(candidates);
        options.Checked();
        Sample[] all = [.. fields];
        Candidate[] given = [.. candidates];
        if (all.Length == 0)
            throw new ArgumentException("Found no field to compare on; expected at least one. Does the selection before it leave any?", nameof(fields));
        if (given.Length == 0)
            throw new ArgumentException("Found no candidate; expected at least one, as in (\"Ours\", model.Segment).", nameof(candidates));
        RequireDistinct(all.Select(field => field.Id), "field", nameof(fields));
        RequireDistinct(given.Select(candidate => candidate.Name), "candidate", nameof(candidates));
        IEnumerable<Candidate> baselines = options.Baselines ? Baselines.For(all, given).Where(baseline => given.All(candidate => candidate.Name != baseline.Name)) : [];
        Candidate[] contenders = [.. given, .. baselines];
        return contenders.Length > 1
            ? new Scout(all, ScoutRun.Of(all, contenders, options), options)
            : throw new ArgumentException($"Only {contenders[0].Name} takes part; expected at least two candidates. Add one, or leave the baselines on.", nameof(candidates));
    }

    private static void RequireDistinct(IEnumerable<string> names, string what, string parameter)
    {
        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"The {what} '{twice.Key}' is there {twice.Count()} times; expected each once.", parameter);
    }

    private bool IsWorse(CandidateResult candidate) => WithBest(candidate) is { Verdict: Verdict.Greater or Verdict.Less };

    private CandidatePair? WithBest(CandidateResult candidate) =>
        Pairs.FirstOrDefault(pair => (pair.First == Best && pair.Second == candidate) || (pair.First == candidate && pair.Second == Best));
}
