using BioDL.Hosting;

namespace BioDL.Models;

/// <summary>
/// What to look for before a model is trusted with one's images, after Uhlmann, Donati and Sage (IEEE Signal Processing Magazine 2022, "Choice of pretrained model"): attend to
/// documentation and training information, to example data, and to the version.
/// </summary>
internal static class ChecklistRules
{
    private const int TitleOnly = 200;

    private static readonly (string Criterion, string Path, Func<ChecklistSubject, (ChecklistVerdict, string)> Judge)[] Rules =
    [
        ("Documentation says more than a title", "documentation", Documentation),
        ("Training data are named", "training_data", TrainingDataNamed),
        ("Training data can be reached", "training_data", TrainingDataReachable),
        ("Training is described", "documentation", TrainingDescribed),
        ("Performance on images not trained on is stated", "documentation", Performance),
        ("Limits of use are stated", "documentation", Limits),
        ("Licence", "license", subject => Named(subject.Description.License, "no licence: nobody may use it")),
        ("Someone to ask", "authors", SomeoneToAsk),
        ("Citation that leads somewhere", "cite", Cited),
        ("Version", "version", subject => Named(subject.Description.Version, "no version: a later change would go unnoticed")),
        ("Weights run here", "weights", RunsHere),
        ("Weights have checksums", "weights", WeightsHaveChecksums),
        ("Files are those described", "weights", FilesAsDescribed),
        ("Example input and output", "inputs", Examples),
        ("Test arrays have checksums", "inputs", TestArrays),
        ("Published test passed", "test_summary", Passed),
        ("Preprocessing is declared", "inputs", Preprocessing),
        ("Pixel size is known", "inputs", PixelSize),
    ];

    /// <summary>The criteria, in the order of the list.</summary>
    public static IReadOnlyList<string> Criteria { get; } = [.. Rules.Select(rule => rule.Criterion)];

    public static IReadOnlyList<ChecklistItem> Judge(ChecklistSubject subject) =>
        [.. Rules.Select(rule => rule.Judge(subject) is var (verdict, evidence) ? new ChecklistItem(rule.Criterion, verdict, evidence, rule.Path) : null!)];

    private static string All(int count) => count == 1 ? "the only one" : $"all {count}";

    private static (ChecklistVerdict, string) Named(string? value, string missing) => string.IsNullOrWhiteSpace(value) ? (ChecklistVerdict.NotMet, missing) : (ChecklistVerdict.Met, value);

    private static (ChecklistVerdict, string) Documentation(ChecklistSubject subject) => (subject.Description.Documentation, subject.Documentation) switch
    {
        (null, _) => (ChecklistVerdict.NotMet, "no documentation is named"),
        ({ } file, null) => (ChecklistVerdict.CannotTell, $"named, but not at hand: {file.Source}"),
        ({ } file, { } text) when text.Trim().Length < TitleOnly => (ChecklistVerdict.NotMet, $"{file.Source} has {text.Trim().Length} letters"),
        ({ } file, { } text) => (ChecklistVerdict.Met, $"{file.Source}, {text.Trim().Length:N0} letters"),
    };

    private static (ChecklistVerdict, string) TrainingDataNamed(ChecklistSubject subject) => subject.Description.TrainingData switch
    {
        null => (ChecklistVerdict.NotMet, "nothing is said"),
        { Comment: { Length: > 0 } comment } data => (ChecklistVerdict.CannotTell, $"{NameOf(data)}, with the comment '{comment}'"),
        var data => (ChecklistVerdict.Met, NameOf(data)),
    };

    private static string NameOf(TrainingData data) => data.Id ?? data.Name ?? data.Url ?? "an entry without a name";

    private static (ChecklistVerdict, string) TrainingDataReachable(ChecklistSubject subject)
    {
        if (subject.Description.TrainingData is not { } data)
            return (ChecklistVerdict.NotMet, "no training data are named");
        if (data.Comment is { } comment && SearchWords.Words(comment).Contains("not", StringComparer.Ordinal))
            return (ChecklistVerdict.NotMet, $"{NameOf(data)} leads to data of which a comment says '{comment}'");
        if (data.Url is { } url)
            return (ChecklistVerdict.Met, $"address {url}, not tried");
        if (data.Id is not { } id)
            return (ChecklistVerdict.NotMet, $"a name without an id or an address: {NameOf(data)}");
        return Reach(id, subject.DataSets);
    }

    private static (ChecklistVerdict, string) Reach(string id, IReadOnlyList<string>? known)
    {
        if (known is null)
            return (ChecklistVerdict.CannotTell, $"{id}; the zoo's list of data sets is not at hand");
        var bare = id.LastIndexOf('/') is > 0 and var slash && id[(slash + 1)..].All(char.IsAsciiDigit) && id.Count(letter => letter == '/') > 1 ? id[..slash] : id;
        if (known.Contains(bare, StringComparer.Ordinal))
            return (ChecklistVerdict.Met, $"{id} is a data set that the zoo or this library lists");
        if (known.FirstOrDefault(each => string.Equals(each, bare, StringComparison.OrdinalIgnoreCase)) is { } alike)
            return (ChecklistVerdict.Met, $"{id}, listed as {alike}: only the capitals differ");
        return (ChecklistVerdict.NotMet, Spelling.Nearest(bare, known) is { } nearest ? $"{id} is listed nowhere; {nearest} is, and is probably meant" : $"{id} is listed nowhere");
    }

    private static (ChecklistVerdict, string) TrainingDescribed(ChecklistSubject subject)
    {
        if (subject.Description.Config.GetValueOrDefault("biodl") is IReadOnlyDictionary<string, object?> own && own.ContainsKey("training"))
            return (ChecklistVerdict.Met, "config.biodl.training states steps, batch, patch, learning rate and seed");
        return InText(subject, ["train", "epoch", "epochs", "trained", "training"], "nothing about the training");
    }

    private static (ChecklistVerdict, string) Performance(ChecklistSubject subject)
    {
        if (subject.Documentation is null && subject.Test?.DocumentationRemark is { } remark && remark.Contains("Validation", StringComparison.Ordinal))
            return (ChecklistVerdict.NotMet, $"the zoo's test says: {remark}");
        return InText(subject, ["validation", "evaluation", "performance", "accuracy", "iou", "dice", "metric", "metrics"], "no word of validation or a measure");
    }

    private static (ChecklistVerdict, string) Limits(ChecklistSubject subject) =>
        InText(subject, ["limits", "limitation", "limitations", "limited", "fails", "failure", "failures", "caution", "unsuitable", "worst"], "no word of limits or failures");

    private static (ChecklistVerdict, string) InText(ChecklistSubject subject, string[] signs, string missing)
    {
        if (subject.Documentation is not { } text)
            return (ChecklistVerdict.CannotTell, subject.Description.Documentation is { } file ? $"not at hand: {file.Source}" : "there is no documentation");
        if (text.Trim().Length < TitleOnly)
            return (ChecklistVerdict.NotMet, $"the documentation has {text.Trim().Length} letters");
        var words = SearchWords.Words(text);
        var found = signs.Where(sign => words.Contains(sign, StringComparer.Ordinal)).ToArray();
        return found.Length > 0 ? (ChecklistVerdict.Met, $"the documentation speaks of {string.Join(", ", found)}; read it") : (ChecklistVerdict.NotMet, $"{missing} in the documentation");
    }

    private static (ChecklistVerdict, string) SomeoneToAsk(ChecklistSubject subject)
    {
        Person[] people = [.. subject.Description.Maintainers, .. subject.Description.Authors];
        var reachable = people.FirstOrDefault(person => (person.GitHubUser ?? person.Email ?? person.Orcid) is not null);
        return reachable is not null
            ? (ChecklistVerdict.Met, $"{reachable.Name} ({reachable.GitHubUser ?? reachable.Email ?? reachable.Orcid})")
            : (ChecklistVerdict.NotMet, people.Length > 0 ? $"{people[0].Name}, without an account, address or ORCID" : "nobody is named");
    }

    private static (ChecklistVerdict, string) Cited(ChecklistSubject subject)
    {
        var cited = subject.Description.Citations.FirstOrDefault(citation => citation.Doi is not null || (citation.Url is { } url && !url.Contains("example.com", StringComparison.Ordinal)));
        return cited is not null
            ? (ChecklistVerdict.Met, $"{subject.Description.Citations.Count}, such as {cited.Doi ?? cited.Url}")
            : (ChecklistVerdict.NotMet, subject.Description.Citations.Count > 0 ? "only texts without a doi or an address" : "nothing to cite");
    }

    private static (ChecklistVerdict, string) RunsHere(ChecklistSubject subject) => subject.Description.Weights.FirstOrDefault(weights => weights.Format == WeightsDescription.Onnx) is { } onnx
        ? (ChecklistVerdict.Met, $"onnx{(onnx.OpsetVersion is { } opset ? $", operator set {opset}" : "")}")
        : (ChecklistVerdict.NotMet, $"{string.Join(", ", subject.Description.Weights.Select(weights => weights.Format))}; ONNX runs here");

    private static (ChecklistVerdict, string) WeightsHaveChecksums(ChecklistSubject subject)
    {
        string[] without = [.. subject.Description.Weights.Where(weights => weights.File.Sha256 is null).Select(weights => weights.Format)];
        return without.Length == 0 ? (ChecklistVerdict.Met, All(subject.Description.Weights.Count)) : (ChecklistVerdict.NotMet, $"none for {string.Join(", ", without)}");
    }

    private static (ChecklistVerdict, string) FilesAsDescribed(ChecklistSubject subject) => subject.ChangedFiles switch
    {
        null => (ChecklistVerdict.CannotTell, "the files are not at hand"),
        { Count: 0 } => (ChecklistVerdict.Met, "every file at hand that has a checksum"),
        var changed => (ChecklistVerdict.NotMet, $"another file than described: {string.Join(", ", changed)}"),
    };

    private static (ChecklistVerdict, string) Examples(ChecklistSubject subject) => (subject.Description.Inputs.All(HasExample), subject.Description.Outputs.All(HasExample)) switch
    {
        (true, true) => (ChecklistVerdict.Met, "for people or for the test, both"),
        (var input, var output) => (ChecklistVerdict.NotMet, $"{(input ? "" : "no input")}{(input || output ? "" : ", ")}{(output ? "" : "no output")}"),
    };

    private static bool HasExample(TensorDescription tensor) => (tensor.SampleTensor ?? tensor.TestTensor) is not null;

    private static (ChecklistVerdict, string) TestArrays(ChecklistSubject subject)
    {
        TensorDescription[] all = [.. subject.Description.Inputs, .. subject.Description.Outputs];
        return (all.Count(tensor => tensor.TestTensor is not null), all.Count(tensor => tensor.TestTensor?.Sha256 is not null)) switch
        {
            (var named, var pinned) when pinned == all.Length => (ChecklistVerdict.Met, All(named)),
            (0, _) => (ChecklistVerdict.NotMet, "no test arrays"),
            (var named, var pinned) => (ChecklistVerdict.NotMet, $"{named} test arrays, {(pinned == 0 ? "none" : pinned)} with a checksum"),
        };
    }

    private static (ChecklistVerdict, string) Passed(ChecklistSubject subject) => subject.Test switch
    {
        null => (ChecklistVerdict.CannotTell, "no published test run is known; reproduce the test output here"),
        { Passed: true } test => (ChecklistVerdict.Met, $"bioimageio.core {test.CoreVersion}"),
        var test => (ChecklistVerdict.NotMet, $"{test.Failure} (bioimageio.core {test.CoreVersion})"),
    };

    private static (ChecklistVerdict, string) Preprocessing(ChecklistSubject subject)
    {
        string[] steps = [.. subject.Description.Inputs.SelectMany(input => input.Processing).Select(step => step.GetType().Name)];
        return steps.Length > 0 ? (ChecklistVerdict.Met, string.Join(", ", steps)) : (ChecklistVerdict.CannotTell, "none declared: either none is needed, or nobody wrote it down");
    }

    private static (ChecklistVerdict, string) PixelSize(ChecklistSubject subject)
    {
        if (subject.Description.Inputs.SelectMany(input => input.Axes).FirstOrDefault(axis => axis.Kind == AxisKind.Space && axis.Unit is not null) is { } axis)
            return (ChecklistVerdict.Met, $"{axis.Scale} {axis.Unit} along {axis.Id}");
        return DeepImageJ.PixelSize(subject.Description.Config) switch
        {
            null => (ChecklistVerdict.NotMet, "no unit on any axis: whether objects have the size that it was trained on, nobody can tell"),
            1 => (ChecklistVerdict.NotMet, "config.deepimagej states 1, its default, for want of a size"),
            var size => (ChecklistVerdict.Met, $"{size} µm (config.deepimagej)"),
        };
    }
}
