using BioDL.Learning.Files.Wire;

namespace BioDL.Learning.Files;

/// <summary>
/// What the file said of a graph beyond what <see cref="Graphs.Graph"/> holds (descriptions, shapes between operators, fields that only other programs
/// know), so that writing it again loses nothing. The graph's own parts are left out of <paramref name="Rest"/>.
/// </summary>
/// <param name="Rest">The graph's message without its nodes and initialisers.</param>
/// <param name="NodeCount">How many nodes it had.</param>
/// <param name="Initialisers">The messages of the initialisers without their numbers, by name.</param>
internal sealed record GraphOrigin(GraphProto Rest, int NodeCount, Dictionary<string, TensorProto> Initialisers);

/// <summary>What the file said of a node, see <see cref="GraphOrigin"/>.</summary>
/// <param name="Rest">The node's message without its attributes.</param>
/// <param name="Attributes">The attributes, in the order of the file.</param>
internal sealed record NodeOrigin(NodeProto Rest, List<AttributeOrigin> Attributes);

/// <summary>What the file said of an attribute.</summary>
/// <param name="Message">Its message; without the numbers when it is a tensor, and without the graph when it is one.</param>
/// <param name="Value">What was read from it: while the node still holds this very object, the message still holds.</param>
internal sealed record AttributeOrigin(AttributeProto Message, object Value);
