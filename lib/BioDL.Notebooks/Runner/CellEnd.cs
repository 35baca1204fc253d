namespace BioDL.Notebooks.Runner;

/// <summary>How the execution of one cell in a worker ended.</summary>
/// <param name="Status"><see cref="RunStatus.Succeeded"/> when the worker lives on, whether or not the cell went wrong.</param>
/// <param name="Message">What happened to the worker; null when it lives on.</param>
/// <param name="Seconds">Wall time.</param>
/// <param name="PeakMemoryMegabytes">Largest resident memory of the worker so far.</param>
internal sealed record CellEnd(RunStatus Status, string? Message, double Seconds, double PeakMemoryMegabytes);
