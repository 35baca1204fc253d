using System.Globalization;

namespace BioDL.Data;

/// <summary>
/// Samples in two parts, so that no group (photograph, slide, animal) has samples on both sides: what is measured on <see cref="Test"/> is
/// then measured on something that training has not seen.
/// </summary>
/// <param name="Train">To choose parameters on, or to train with.</param>
/// <param name="Test">To measure on.</param>
/// <param name="Note">What the split came out as, and what to mind: how many groups, the share reached, classes that one side lacks.</param>
public sealed record GroupSplit(IReadOnlyList<Sample> Train, IReadOnlyList<Sample> Test, string Note)
{
    // With fewer groups than this on the test side, an interval over groups says next to nothing.
    private const int FewGroups = 5;
    private const double Tolerance = 0.1;

    /// <summary>Splits samples by their groups.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="test">The share of samples to measure on, above 0 and below 1; whole groups come as near to it as they can.</param>
    /// <param name="seed">Decides between equally good groups.</param>
    /// <param name="stratifyBy">What both sides should hold in like proportions, <c>sample => sample.Class</c> for one; null for nothing.</param>
    /// <exception cref="DatasetException">Only by cutting a group could this be had.</exception>
    public static GroupSplit Of(IReadOnlyList<Sample> samples, double test = 0.2, int seed = 1, Func<Sample, string?>? stratifyBy = null)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (!(test > 0 && test < 1))
            throw new ArgumentOutOfRangeException(nameof(test), $"The share of test samples was {test}; expected a number above 0 and below 1.");
        var groups = SampleGroups.Of(samples, seed, stratifyBy);
        if (groups.Count < 2)
            throw new DatasetException(
                $"All {samples.Count} samples belong to {(groups.Count == 1 ? $"the one group '{groups[0].Name}'" : "no group")}: a split would cut it, and both sides would show the same field. "
                + "Collect images of another field, slide or animal.");
        var side = SampleGroups.Assign(groups, [1 - test, test]);
        var reached = groups.Where((_, index) => side[index] == 1).Sum(group => group.Count) / (double)samples.Count;
        return Math.Abs(reached - test) <= Math.Max(Tolerance, test / 2)
            ? Sorted(samples, groups, side, 1, $"{reached:P0} of the samples to test on ({test:P0} asked for)", stratifyBy)
            : throw new DatasetException(string.Create(CultureInfo.InvariantCulture,
                $"{test:P0} of the samples to test on cannot be had from {groups.Count} whole groups (of {groups.Min(group => group.Count)} to {groups.Max(group => group.Count)} samples): the nearest is {reached:P0}. Reaching it would cut a group, and both sides would show the same field. Ask for another share, or collect more fields."));
    }

    /// <summary>Makes folds for cross-validation: each sample is in the test part of exactly one of them.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="folds">How many, at least 2 and at most the number of groups.</param>
    /// <param name="seed">Decides between equally good groups.</param>
    /// <param name="stratifyBy">What every fold should hold in like proportions; null for nothing.</param>
    /// <exception cref="DatasetException">There are fewer groups than folds.</exception>
    public static IReadOnlyList<GroupSplit> Folds(IReadOnlyList<Sample> samples, int folds = 5, int seed = 1, Func<Sample, string?>? stratifyBy = null)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        var groups = SampleGroups.Of(samples, seed, stratifyBy);
        if (groups.Count < folds)
            throw new DatasetException(
                $"{folds} folds were asked for, but the {samples.Count} samples come from {groups.Count} group{(groups.Count == 1 ? "" : "s")}: a fold would have to cut one, "
                + $"and both sides would show the same field. {(groups.Count < 2 ? "Collect more fields." : $"Ask for at most {groups.Count} folds, or collect more fields.")}");
        var side = SampleGroups.Assign(groups, [.. Enumerable.Repeat(1.0 / folds, folds)]);
        return [.. Enumerable.Range(0, folds).Select(fold => Sorted(samples, groups, side, fold, $"fold {fold + 1} of {folds}", stratifyBy))];
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Train.Count} samples to train, {Test.Count} to test; {Note}";

    private static GroupSplit Sorted(
        IReadOnlyList<Sample> samples, IReadOnlyList<SampleGroup> groups, int[] side, int testSide, string what, Func<Sample, string?>? stratifyBy)
    {
        var testGroups = groups.Where((_, index) => side[index] == testSide).Select(group => group.Name).ToHashSet(StringComparer.Ordinal);
        var train = samples.Where(sample => !testGroups.Contains(sample.Group)).ToList();
        var test = samples.Where(sample => testGroups.Contains(sample.Group)).ToList();
        var note = $"{what}; {groups.Count - testGroups.Count} groups to train on, {testGroups.Count} to test on";
        if (testGroups.Count < FewGroups)
            note += $". Only {testGroups.Count} independent group{(testGroups.Count == 1 ? "" : "s")} to test on: a score over so few says little about other fields";
        if (stratifyBy is not null && Lacking(train, test, stratifyBy) is { Length: > 0 } lacking)
            note += $". {lacking}";
        return new GroupSplit(train, test, note + ".");
    }

    private static string Lacking(List<Sample> train, List<Sample> test, Func<Sample, string?> stratifyBy)
    {
        var (inTrain, inTest) = (train.Select(stratifyBy).ToHashSet(), test.Select(stratifyBy).ToHashSet());
        var lacking = inTrain.Except(inTest).Select(stratum => $"'{stratum}' is missing from the test side")
            .Concat(inTest.Except(inTrain).Select(stratum => $"'{stratum}' is missing from the training side"));
        return string.Join(", ", lacking);
    }
}
