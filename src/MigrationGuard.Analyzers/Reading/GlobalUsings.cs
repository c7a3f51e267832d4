global using Microsoft.CodeAnalysis;
global using Microsoft.CodeAnalysis.Operations;
