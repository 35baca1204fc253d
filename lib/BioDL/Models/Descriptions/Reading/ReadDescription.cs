namespace BioDL.Models;

/// <summary>A description that could be read, and what is to be said of it.</summary>
internal sealed record ReadDescription(ModelDescription Description, ValidationReport Report);
