namespace BioDL.Models;

/// <summary>
/// A model as the Bioimage Model Zoo describes it, in the words of format 0.5 (bioimage-io/spec-bioimage-io); older formats are brought to it when
/// they are read. What a description leaves out is null or empty here, never invented.
/// </summary>
public sealed partial record ModelDescription
{
    /// <summary>The format that the file says it is written in: <c>0.4.9</c>, <c>0.5.4</c>.</summary>
    public required string FormatVersion { get; init; }

    /// <summary>What the zoo calls it: <c>10.5281/zenodo.5764892</c>, <c>affable-shark</c>; null when it has no name there.</summary>
    public string? Id { get; init; }

    /// <summary>Its name for people.</summary>
    public required string Name { get; init; }

    /// <summary>What it does, in a sentence.</summary>
    public string Description { get; init; } = "";

    /// <summary>Who made it.</summary>
    public IReadOnlyList<Person> Authors { get; init; } = [];

    /// <summary>Who answers questions.</summary>
    public IReadOnlyList<Person> Maintainers { get; init; } = [];

    /// <summary>Who packaged it, where that was someone else.</summary>
    public IReadOnlyList<Person> PackagedBy { get; init; } = [];

    /// <summary>What to cite.</summary>
    public IReadOnlyList<Citation> Citations { get; init; } = [];

    /// <summary>SPDX identifier: <c>CC-BY-4.0</c>.</summary>
    public string? License { get; init; }

    /// <summary>The file that documents it.</summary>
    public FileReference? Documentation { get; init; }

    /// <summary>Pictures of it.</summary>
    public IReadOnlyList<FileReference> Covers { get; init; } = [];

    /// <summary>Further files.</summary>
    public IReadOnlyList<FileReference> Attachments { get; init; } = [];

    /// <summary>Key words.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Identifiers of programs, data sets and notebooks that go with it.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>Where its source lies.</summary>
    public string? GitRepository { get; init; }

    /// <summary>The authors' version of the model.</summary>
    public string? Version { get; init; }

    /// <summary>When it was published, as written.</summary>
    public string? Timestamp { get; init; }

    /// <summary>What it was trained on; null when the description does not say.</summary>
    public TrainingData? TrainingData { get; init; }

    /// <summary>The model that it was made from.</summary>
    public string? Parent { get; init; }

    /// <summary>A consumer's special way to run it (<c>run_mode</c>); null for the usual one.</summary>
    public string? RunMode { get; init; }

    /// <summary>What goes in, in order.</summary>
    public required IReadOnlyList<TensorDescription> Inputs { get; init; }

    /// <summary>What comes out, in order.</summary>
    public required IReadOnlyList<TensorDescription> Outputs { get; init; }

    /// <summary>The network in one or several programs' formats.</summary>
    public required IReadOnlyList<WeightsDescription> Weights { get; init; }

    /// <summary>What single programs keep for themselves (<c>config</c>): nested dictionaries, lists, strings, numbers, booleans and nulls.</summary>
    public IReadOnlyDictionary<string, object?> Config { get; init; } = new Dictionary<string, object?>();
}

/// <summary>Someone who is named in a description.</summary>
/// <param name="Name">Full name.</param>
/// <param name="Affiliation">Institute.</param>
/// <param name="Orcid">Researcher's identifier.</param>
/// <param name="GitHubUser">Account.</param>
/// <param name="Email">Address.</param>
public sealed record Person(string Name, string? Affiliation = null, string? Orcid = null, string? GitHubUser = null, string? Email = null);

/// <summary>Something to cite.</summary>
/// <param name="Text">Authors, title, place.</param>
/// <param name="Doi">Digital object identifier.</param>
/// <param name="Url">Address.</param>
public sealed record Citation(string Text, string? Doi = null, string? Url = null);

/// <summary>A file of a package, or one that lies elsewhere.</summary>
/// <param name="Source">A path within the package, or an address.</param>
/// <param name="Sha256">Its checksum, 64 hexadecimal digits in lower case; null when the description gives none.</param>
public sealed record FileReference(string Source, string? Sha256 = null)
{
    /// <summary>Whether it lies elsewhere: <see cref="Source"/> is an address.</summary>
    public bool IsElsewhere => Source.Contains("://", StringComparison.Ordinal);
}

/// <summary>The data that a model was trained on.</summary>
/// <param name="Id">A data set of the zoo.</param>
/// <param name="Name">The name of a data set that is described in place.</param>
/// <param name="Url">Where it can be had.</param>
/// <param name="Comment">What a comment in the file says beside it: such comments have been known to revoke the entry.</param>
public sealed record TrainingData(string? Id = null, string? Name = null, string? Url = null, string? Comment = null);
