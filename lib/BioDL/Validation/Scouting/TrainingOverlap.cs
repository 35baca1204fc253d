using BioDL.Data;
using BioDL.Models;

namespace BioDL.Validation;

/// <summary>
/// Whether a model may have seen the fields that it is judged on. Its description tells: <c>config.biodl.training_data</c> names data set and part, for models that were trained here; <c>training_data</c>
/// and tags name data sets elsewhere, which are compared by the first word of a data set's name (<c>dsb2018</c> of <c>dsb2018-fluo</c>; the year may be missing: <c>stardist_dsb_training_data</c>).
/// </summary>
internal static class TrainingOverlap
{
    public static string? Of(string name, ModelDescription description, IReadOnlyList<Sample> fields)
    {
        Sample[] known = [.. fields.Where(field => field.DataSet.Length > 0)];
        if (known.Length == 0)
            return null;
        var own = OwnTraining(description);
        Sample[] seen = [.. known.Where(field => own.Contains((field.DataSet, field.Split)))];
        if (seen.Length > 0)
            return $"{name} was trained on {seen.Length} of these {fields.Count} images ({seen[0].DataSet}, part '{seen[0].Split}'): its score there says nothing of new images.";
        if (known.FirstOrDefault(field => own.Any(part => part.Set == field.DataSet)) is { } apart)
            return $"{name} was trained on fields of {apart.DataSet}; the part '{apart.Split}' that is used here was kept apart. On other microscopes it may do worse.";
        return own.Count > 0 ? null : Elsewhere(name, description, known);
    }

    private static string? Elsewhere(string name, ModelDescription description, Sample[] known)
    {
        var words = Words([description.TrainingData?.Id, description.TrainingData?.Name, description.TrainingData?.Url, .. description.Tags, .. description.Links]);
        foreach (var set in known.Select(field => field.DataSet).Distinct(StringComparer.Ordinal))
        {
            var family = set.Split('-')[0].ToLowerInvariant();
            if (words.Contains(family) || (family.TrimEnd("0123456789".ToCharArray()) is { Length: > 2 } bare && words.Contains(bare)))
                return $"{name} was published as trained on '{family}' images, from which {set} comes: it may have seen the very images that it is judged on here.";
        }
        return description.TrainingData is null && description.Tags.Count == 0 ? $"{name} does not say what it was trained on: it may have seen these images." : null;
    }

    private static HashSet<string> Words(IEnumerable<string?> texts) =>
        [.. texts.SelectMany(text => (text ?? "").ToLowerInvariant().Split(['/', '_', '-', '.', ' ', ':'], StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>Data sets and their parts, as models that were trained here state them.</summary>
    private static HashSet<(string Set, string Split)> OwnTraining(ModelDescription description)
    {
        var parts = description.Config.GetValueOrDefault("biodl") is IReadOnlyDictionary<string, object?> own ? own.GetValueOrDefault("training_data") as IReadOnlyList<object?> : null;
        return [.. (parts ?? []).OfType<IReadOnlyDictionary<string, object?>>().Select(part => ($"{part.GetValueOrDefault("manifest")}", $"{part.GetValueOrDefault("split")}"))];
    }
}
