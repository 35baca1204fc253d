using System.Diagnostics;
using BioDL.Data;
using BioDL.Hosting;
using BioDL.Images;

namespace BioDL.Validation;

/// <summary>
/// Runs the candidates. Each runs once on the largest field first, where its memory is watched and nothing else is kept; then all run on each field, one after the other, another one first each time, so
/// that none is always the one that finds the caches cold.
/// </summary>
internal static class ScoutRun
{
    public static IReadOnlyList<CandidateResult> Of(Sample[] fields, IReadOnlyList<Candidate> candidates, ScoutOptions options)
    {
        using var progress = Progress.Start("Comparing", candidates.Count * (fields.Length + 1));
        var largest = fields.MaxBy(field => field.Labels.Values.Length)!;
        long[] memory = [.. candidates.Select(candidate => WarmUp(candidate, largest.Image, progress))];
        var answers = candidates.Select(_ => new CandidateField[fields.Length]).ToArray();
        for (var field = 0; field < fields.Length; field++)
        {
            for (var turn = 0; turn < candidates.Count; turn++)
            {
                var candidate = (field + turn) % candidates.Count;
                progress.ThrowIfInterrupted();
                answers[candidate][field] = Answer(candidates[candidate], fields[field], options);
                progress.Step();
            }
        }
        return [.. candidates.Select((candidate, n) => new CandidateResult(candidate, answers[n], memory[n], options))];
    }

    private static long WarmUp(Candidate candidate, Image image, Progress progress)
    {
        progress.ThrowIfInterrupted();
        using var watch = new MemoryWatch();
        Try(candidate, image);
        progress.Step();
        return watch.Most;
    }

    private static CandidateField Answer(Candidate candidate, Sample field, ScoutOptions options)
    {
        var (image, labels) = (field.Image, field.Labels);
        var clock = Stopwatch.StartNew();
        var (found, failure) = Try(candidate, image);
        var seconds = clock.Elapsed.TotalSeconds;
        var answer = found ?? new LabelImage(labels.Height, labels.Width);
        var score = new FieldScore(field, answer, options.IoU);
        return new CandidateField(new LabelRuns(answer))
        {
            Field = field,
            Score = failure is not null ? 0 : options.Score is null ? score.Accuracy : Finite(options.Score(score), candidate, field),
            ForegroundIoU = failure is not null ? 0 : score.ForegroundIoU,
            Labelled = score.Labelled,
            Counted = score.Counted,
            Seconds = seconds,
            Failure = failure,
        };
    }

    /// <summary>What a candidate finds, or why it finds nothing. A comparison of hours must not end because one method dislikes one image.</summary>
    private static (LabelImage? Found, string? Failure) Try(Candidate candidate, Image image)
    {
        try
        {
            var found = candidate.Segment(image);
            return found is null ? (null, "it returned nothing")
                : found.Height == image.Height && found.Width == image.Width ? (found, null)
                : (null, $"it returned labels of {found.Width} × {found.Height} pixels for an image of {image.Width} × {image.Height}");
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return (null, fault.Message);
        }
    }

    private static double Finite(double score, Candidate candidate, Sample field) => double.IsFinite(score)
        ? score
        : throw new ArgumentException($"The score of {candidate.Name} on {field.Id} is {score}; expected a finite number. Let the score give 0 where it is undefined.", nameof(score));
}
