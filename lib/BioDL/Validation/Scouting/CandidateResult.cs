using System.Globalization;
using BioDL.Statistics;

namespace BioDL.Validation;

/// <summary>How one candidate did on all fields. Averages count every independent field once.</summary>
public sealed class CandidateResult
{
    private readonly ScoutOptions options;

    internal CandidateResult(Candidate candidate, IReadOnlyList<CandidateField> fields, long memory, ScoutOptions options)
    {
        (Candidate, Fields, Memory, this.options) = (candidate, fields, memory, options);
        Groups = [.. fields.Select(one => one.Field.Group)];
        ByGroup = Summary.ByGroup(Scores, Groups);
    }

    /// <summary>The candidate.</summary>
    public Candidate Candidate { get; }

    /// <summary>Its name.</summary>
    public string Name => Candidate.Name;

    /// <summary>What it made of each image, in the order in which images were given.</summary>
    public IReadOnlyList<CandidateField> Fields { get; }

    /// <summary>The score of each image.</summary>
    public IReadOnlyList<double> Scores => [.. Fields.Select(one => one.Score)];

    /// <summary>The score of each independent field: the mean over its images.</summary>
    public IReadOnlyList<double> ByGroup { get; }

    /// <summary>Mean score over independent fields.</summary>
    public double MeanScore => Summary.Mean(ByGroup);

    /// <summary>The mean score with its 95 % interval (BCa bootstrap over independent fields); null of a single field.</summary>
    public Interval? MeanScoreInterval => ByGroup.Count < 2 ? null : Bootstrap.Mean(Scores, Groups, Draws);

    /// <summary>Mean foreground IoU over independent fields, 0 to 1.</summary>
    public double MeanForegroundIoU => Summary.Mean(Summary.ByGroup([.. Fields.Select(one => one.ForegroundIoU)], Groups));

    /// <summary>Objects that were labelled, over all images.</summary>
    public int Labelled => Fields.Sum(one => one.Labelled);

    /// <summary>Objects that it counted, right or wrong, over all images.</summary>
    public int Counted => Fields.Sum(one => one.Counted);

    /// <summary>Median time for one image, in seconds, after a first run that is not counted.</summary>
    public double SecondsPerImage => Summary.Median([.. Fields.Select(one => one.Seconds)]);

    /// <summary>
    /// Bytes: the most that the garbage-collected heap and this library's tensors held in the candidate's first run on the largest image, above what they held before it; looked at about every
    /// two milliseconds. It includes what was not yet collected, and a network's weights when they were read in that run; libraries with memory of their own are not seen.
    /// </summary>
    public long Memory { get; }

    /// <summary>Images on which it failed: it threw, or gave labels of another size. Each counts with a score of 0, as leaving them out would reward failing on hard images.</summary>
    public IReadOnlyList<CandidateField> Failures => [.. Fields.Where(one => one.Failure is not null)];

    /// <summary>Full scores of every image: <c>scout.Best.FieldScores.ShowWorst()</c>. Matched again each time that it is asked for. An image on which it failed counts as one without objects here.</summary>
    public FieldScores FieldScores
    {
        get
        {
            var found = new Queue<CandidateField>(Fields);
            return FieldScores.Of(Fields.Select(one => one.Field), _ => found.Dequeue().Found, options.IoU);
        }
    }

    internal IReadOnlyList<string> Groups { get; }

    internal BootstrapOptions Draws => new() { Seed = options.Seed };

    /// <summary>Name and mean score.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}: {options.ScoreWords} {MeanScore:0.000}, mean over {ByGroup.Count} independent fields");
}
